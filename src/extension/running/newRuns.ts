import type { Prices } from '../../core/provider/price.ts';
import type { Approver } from '../../core/run/approval/approver.ts';
import { askedModels } from '../../core/run/askedModels.ts';
import { filesOf } from '../../core/scenario/files/keptFiles.ts';
import type { Condition } from '../../core/trial/trial.ts';
import { selectConditions } from '../../core/trial/trials.ts';
import type { RunSession } from '../../node/runSession.ts';
import { UserError } from '../guard.ts';
import type { LaterMeans } from './laterRuns.ts';
import { requireBatches, requireReady } from './requireReady.ts';
import { placeOf } from './runPlace.ts';
import type { RunStart } from './runStart.ts';
import { concurrency, lowest, requirePrices } from './runTerms.ts';

/** What a run begins with, beside what was asked for. */
interface NewRun {
  readonly place: { readonly root: string; readonly path: string };
  readonly conditions: readonly Condition[];
  /** In US dollars; null: no limit. */
  readonly budgetUsd: number | null;
}

/** Refuses with a `UserError` what cannot be run as it was asked for. */
export function planNew(
  { checked, models, where }: RunStart,
  { sharedUsd, prices }: { readonly sharedUsd: number | null; readonly prices: Prices },
): NewRun {
  const place = placeOf(checked.uri);
  const conditions = selectConditions(checked.conditions, where);
  if (conditions.length === 0)
    throw new UserError('The design leaves no condition with this level, so there is nothing to run.');
  const budgetUsd = lowest(checked.scenario.run.budgetUsd, sharedUsd);
  if (budgetUsd !== null) requirePrices(askedModels(models, checked.scenario), prices);
  return { place, conditions, budgetUsd };
}

/** Makes the folder of a run; nothing is sent yet. Rejects with a `UserError` where a model is not there or takes no such parameter. */
export async function startNew(
  { checked, models, fresh, batch = false }: RunStart,
  { place, conditions, budgetUsd }: NewRun,
  means: Pick<LaterMeans, 'providers' | 'prices' | 'shared' | 'signal' | 'log'> & { readonly approver: Approver },
): Promise<RunSession> {
  const providers = means.providers(place.path, place.root);
  await requireReady(models, checked.scenario, providers);
  if (batch) await requireBatches(models, conditions, providers);
  // A third of the code, and an author may only want to write.
  const [{ startRun }, { ReplayRefused }] = await Promise.all([
    import('../../node/runSession.ts'),
    import('../../node/replays.ts'),
  ]);
  try {
    return await startRun({
      ...{ ...means, ...place, conditions, models, budgetUsd, fresh, batch, providers },
      text: checked.own.text,
      files: filesOf(checked.document),
      scenario: checked.scenario,
      samples: checked.scenario.run.samples,
      concurrency: concurrency(),
    });
  } catch (error) {
    throw error instanceof ReplayRefused ? new UserError(`${error.message}.`) : error;
  }
}
