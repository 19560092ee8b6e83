import type { Prices } from '../../core/provider/price.ts';
import { trialRequest } from '../../core/conversation/converse.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { ModelUse } from '../../core/scenario/scenario.ts';
import type { Condition } from '../../core/trial/trial.ts';
import { estimateWords, tokenWords } from '../../core/view/costWords.ts';
import { estimateRun, sumEstimates, type Estimate } from '../../core/view/estimate.ts';
import { keyVariable } from '../../node/environmentKeys.ts';
import { countReusable } from '../../node/findEarlier.ts';
import { yieldControl } from '../../node/yieldControl.ts';
import { exitCode } from '../exitCode.ts';
import type { Output } from '../output.ts';
import type { PreparedRun } from './prepareRun.ts';

export interface DryRun {
  readonly runs: readonly PreparedRun[];
  /** The folder that holds, or will hold, `.scenarist`. */
  readonly root: string;
  readonly prices: Prices;
  /** Reuses nothing. */
  readonly fresh: boolean;
  /** The JSON of one file has no list of runs. */
  readonly isOne: boolean;
}

/** Says what would be run and what it may cost. Nothing is sent but questions for the number of tokens, which cost nothing. */
export async function dryRun(dry: DryRun, output: Output): Promise<number> {
  const estimates: { readonly run: PreparedRun; readonly estimate: Estimate }[] = [];
  for (const run of dry.runs) estimates.push({ run, estimate: await estimateOf(run, dry, output) });
  const runs = estimates.map(({ run, estimate }) => ({
    path: run.path,
    json: { run: null, ...estimateJson(estimate), cells: [], expectations: [] },
    text: estimateText(products(run), estimate),
  }));
  const total = sumEstimates(estimates.map(({ estimate }) => estimate));
  for (const { path, json, text } of runs) {
    output.text(dry.isOne ? text : `${output.colors.dim(path)}\n${text}\n`);
    if (dry.isOne) output.json(json);
  }
  if (!dry.isOne) {
    output.json({ runs: runs.map(({ path, json }) => ({ path, ...json })), ...estimateJson(total) });
    output.text(estimateText(plural(runs.length, 'scenario'), total));
  }
  output.text('Nothing was sent.');
  return exitCode.fine;
}

async function estimateOf(run: PreparedRun, { root, prices, fresh }: DryRun, output: Output): Promise<Estimate> {
  const counts = await countTokens(run, output);
  const counted = (condition: Condition, model: ModelUse): number | null => counts.get(keyOf(condition, model)) ?? null;
  const reusable = fresh ? {} : { reusable: await countReusable({ ...run, root, pause: yieldControl }) };
  return estimateRun({ ...run, prices, counted, ...reusable });
}

function estimateJson(estimate: Estimate) {
  const { trials, reused, judgeCalls, inputTokens, outputTokens, costUsd, unpriced } = estimate;
  return {
    trials: { planned: trials, completed: 0, reused, failed: 0 },
    usage: { inputTokens: null, outputTokens: null, costUsd: null },
    estimate: {
      calls: trials - reused + judgeCalls,
      judgeCalls,
      inputTokens,
      inputTokensCounted: estimate.isCounted,
      outputTokens,
      costUsd,
      unpriced,
    },
  };
}

function estimateText(what: string, estimate: Estimate): string {
  const { trials, reused, judgeCalls } = estimate;
  const left = reused === 0 ? '' : `, ${(trials - reused).toLocaleString('en')} of them to run`;
  const judges = judgeCalls === 0 ? '' : `, and at most ${plural(judgeCalls, 'call')} of judges`;
  return [
    `${plural(trials, 'trial')}: ${what}${left}${judges}.`,
    `${tokenWords(estimate)}: ${estimateWords(estimate)}.`,
    ...(estimate.isCounted
      ? []
      : ['≈: where no service counts the tokens, they are estimated from the length of the texts.']),
  ].join('\n');
}

function products({ conditions, models, samples }: PreparedRun): string {
  return [plural(conditions.length, 'condition'), plural(models.length, 'model'), plural(samples, 'sample')].join(
    ' × ',
  );
}

/** Once for each condition and model whose provider can count; what cannot be counted is estimated. */
async function countTokens(
  { conditions, models, providers }: PreparedRun,
  output: Output,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const model of models) {
    const provider = await providers(model.profile);
    if (provider?.countTokens === undefined) continue;
    for (const condition of conditions) {
      const request = trialRequest({ id: '', condition, model, repetition: 1, seed: 0 });
      const count = await provider.countTokens(request, new AbortController().signal).catch((error: unknown) => {
        output.note(`${model.reference}: ${uncountedWords(error, model)}`);
        return null;
      });
      if (count === null) break;
      counts.set(keyOf(condition, model), count);
    }
  }
  return counts;
}

function uncountedWords(error: unknown, { profile }: ModelUse): string {
  const lacksKey = error instanceof ProviderError && error.kind === 'no_key';
  if (!lacksKey) return `its tokens cannot be counted: ${String(error)}`;
  return `the counter of ${profile} was not asked for want of a key: set ${keyVariable(profile)} to have its tokens counted`;
}

function keyOf(condition: Condition, model: ModelUse): string {
  return `${condition.id} ${model.reference}`;
}

function plural(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
