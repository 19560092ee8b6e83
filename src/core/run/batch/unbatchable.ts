import type { Providers } from '../../provider/provider.ts';
import type { ModelUse } from '../../scenario/scenario.ts';
import type { Condition } from '../../trial/trial.ts';

/** Why these trials cannot be sent as batches, as a sentence; null where they can. Asked before the run. */
export async function unbatchableSentence(
  models: readonly Pick<ModelUse, 'reference' | 'profile'>[],
  conditions: readonly Condition[],
  providers: Providers,
): Promise<string | null> {
  for (const { reference, profile } of models)
    if ((await providers(profile))?.batches === undefined)
      return `${reference}: its provider takes no batches. Run it without, or choose anthropic/… models`;
  const isLong = conditions.some(({ prompt }) => prompt.turns > 1 || prompt.probes.length > 0);
  return isLong
    ? 'A trial of several turns, or with probes, is no single request that a batch could hold. Run it without'
    : null;
}
