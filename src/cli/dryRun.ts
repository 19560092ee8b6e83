import type { Providers } from '../core/provider/provider.ts';
import { trialRequest } from '../core/conversation/converse.ts';
import type { ModelUse } from '../core/scenario/scenario.ts';
import type { Condition } from '../core/trial/trial.ts';
import { estimateWords, tokenWords } from '../core/view/costWords.ts';
import { estimateRun, type EstimateInput } from '../core/view/estimate.ts';
import { exitCode } from './exitCode.ts';
import type { Output } from './output.ts';

export interface DryRun extends Omit<EstimateInput, 'counted'> {
  readonly providers: Providers;
}

/** Says what would be run and what it may cost. Nothing is sent but questions for the number of tokens, which cost nothing. */
export async function dryRun(run: DryRun, output: Output): Promise<number> {
  const counts = await countTokens(run, output);
  const counted = (condition: Condition, model: ModelUse): number | null => counts.get(keyOf(condition, model)) ?? null;
  const estimate = estimateRun({ ...run, counted });
  const { trials, judgeCalls, inputTokens, outputTokens, costUsd, unpriced } = estimate;
  output.json({
    run: null,
    trials: { planned: trials, completed: 0, reused: 0, failed: 0 },
    usage: { inputTokens: null, outputTokens: null, costUsd: null },
    estimate: {
      calls: trials + judgeCalls,
      judgeCalls,
      inputTokens,
      inputTokensCounted: estimate.isCounted,
      outputTokens,
      costUsd,
      unpriced,
    },
    cells: [],
    expectations: [],
  });
  const product = [
    plural(run.conditions.length, 'condition'),
    plural(run.models.length, 'model'),
    plural(run.samples, 'sample'),
  ].join(' × ');
  const judges = judgeCalls === 0 ? '' : `, and at most ${plural(judgeCalls, 'call')} of judges`;
  output.text(
    [
      `${plural(trials, 'trial')}: ${product}${judges}.`,
      `${tokenWords(estimate)}: ${estimateWords(estimate)}.`,
      'Nothing was sent.',
    ].join('\n'),
  );
  return exitCode.fine;
}

/** Once for each condition and model whose provider can count; what cannot be counted is estimated. */
async function countTokens({ conditions, models, providers }: DryRun, output: Output): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const model of models) {
    const provider = await providers(model.profile);
    if (provider?.countTokens === undefined) continue;
    for (const condition of conditions) {
      const request = trialRequest({ id: '', condition, model, repetition: 1, seed: 0 });
      const count = await provider.countTokens(request, new AbortController().signal).catch((error: unknown) => {
        output.note(`${model.reference}: its tokens cannot be counted: ${String(error)}`);
        return null;
      });
      if (count === null) break;
      counts.set(keyOf(condition, model), count);
    }
  }
  return counts;
}

function keyOf(condition: Condition, model: ModelUse): string {
  return `${condition.id} ${model.reference}`;
}

function plural(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
