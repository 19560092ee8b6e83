import type { Providers } from '../core/provider/provider.ts';
import type { Scenario } from '../core/scenario/scenario.ts';
import type { Condition } from '../core/trial/trial.ts';
import { planTrials, type TrialPlanInput } from '../core/trial/trials.ts';
import { openEarlierTrials } from './earlierTrials.ts';
import { readSources } from './runSources.ts';
import { openRunStore } from './runStore.ts';
import { storedPath } from './runSession.ts';
import { sha256 } from './sha256.ts';
import { indexTrials } from './trialIndex.ts';

export interface EarlierQuestion {
  readonly root: string;
  /** The scenario file, absolute. */
  readonly path: string;
  readonly scenario: Scenario;
  readonly conditions: readonly Condition[];
  readonly providers: Providers;
  /** Lets other work go first. */
  readonly pause: () => Promise<void>;
}

/** What the runs before leave to do, as far as their indexes say. */
export interface Earlier {
  /** How many of the planned trials need not be bought, by condition and model. */
  readonly reusable: (condition: string, model: string) => number;
  /** The last run of the file where it was left before its end, and nobody works on it. */
  readonly unfinished: { readonly left: number; readonly planned: number } | null;
}

/** So many trials are looked up for a lens; beyond it nothing is said, and the run finds out. */
const mostLookups = 20_000;
const lookupsAtOnce = 250;

export async function findEarlier(question: EarlierQuestion): Promise<Earlier> {
  const { models, samples } = question.scenario.run;
  const isTooMuch = question.conditions.length * models.length * samples > mostLookups;
  return {
    reusable: isTooMuch ? () => 0 : await countReusable({ ...question, models, samples }),
    unfinished: await findUnfinished(question),
  };
}

/** How many of these trials the earlier runs of the scenario have, as far as their indexes say; by condition and model. */
export async function countReusable(
  question: Omit<EarlierQuestion, 'path'> & Pick<TrialPlanInput, 'models' | 'samples'>,
): Promise<Earlier['reusable']> {
  const { root, scenario, conditions, models, samples, providers, pause } = question;
  const counts = new Map<string, number>();
  const earlier = await openEarlierTrials(openRunStore(root), scenario.id);
  if (earlier.size === 0) return () => 0;
  const sources = await readSources(scenario, models, providers);
  let looked = 0;
  for (const trial of planTrials({ conditions, models, samples, sources, hash: sha256 }).trials()) {
    const cell = `${trial.condition.id} ${trial.model.reference}`;
    if (earlier.has(trial.id)) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    if (++looked % lookupsAtOnce === 0) await pause();
  }
  return (condition, model) => counts.get(`${condition} ${model}`) ?? 0;
}

async function findUnfinished({ root, path, scenario }: EarlierQuestion): Promise<Earlier['unfinished']> {
  const store = openRunStore(root);
  const run = await store.findLast({ id: scenario.id, path: storedPath(root, path) });
  if (run === null) return null;
  const { manifest, isLive, journal, folder } = await store.open(run);
  await journal.close();
  if (await isLive()) return null;
  const { end, trials } = await indexTrials(folder);
  if (end === 'finished') return null;
  return { left: manifest.planned - trials.size, planned: manifest.planned };
}
