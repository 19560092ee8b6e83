import type { Providers } from '../../core/provider/provider.ts';
import { unbatchableSentence } from '../../core/run/batch/unbatchable.ts';
import type { ModelUse, Scenario } from '../../core/scenario/scenario.ts';
import type { Condition } from '../../core/trial/trial.ts';
import { UserError } from '../guard.ts';

/** Rejects with a `UserError` where a model would fail each time: it is not there, or it does not take a parameter. */
export async function requireReady(
  models: readonly ModelUse[],
  scenario: Scenario,
  providers: Providers,
): Promise<void> {
  for (const { profile, name, reference, parameters } of [...models, ...judgesOf(models, scenario)]) {
    const complaints = (await (await providers(profile))?.check(name, parameters)) ?? [];
    if (complaints.length > 0) throw new UserError(`${reference}: ${complaints.join(' ')}`);
  }
}

/** Rejects with a `UserError` where a trial cannot be a request of a batch. */
export async function requireBatches(
  models: readonly ModelUse[],
  conditions: readonly Condition[],
  providers: Providers,
): Promise<void> {
  const sentence = await unbatchableSentence(models, conditions, providers);
  if (sentence !== null) throw new UserError(`${sentence}.`);
}

/** Where all is replayed, verdicts that stand are kept, so that a judge that is not there is no hindrance. */
function judgesOf(models: readonly ModelUse[], { classifiers }: Scenario): readonly Omit<ModelUse, 'pointer'>[] {
  if (models.every(({ profile }) => profile === 'replay')) return [];
  return classifiers.flatMap(({ judge }) =>
    judge === null ? [] : [{ ...judge.model, parameters: { maxTokens: judge.maxTokens } }],
  );
}
