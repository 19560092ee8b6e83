import type { RunManifest } from '../core/run/manifest.ts';
import type { Recall, ReuseInput } from '../core/run/journal/recall.ts';
import { keyOf } from '../core/run/trialKey.ts';
import { findModel } from '../core/scenario/runSettings.ts';
import type { ModelUse, Scenario } from '../core/scenario/scenario.ts';
import type { Condition, Trial } from '../core/trial/trial.ts';
import { planTrials, type TrialPlan } from '../core/trial/trials.ts';
import { openTrials, type EarlierTrials } from './earlierTrials.ts';
import type { RunStore } from './runStore.ts';
import { sha256 } from './sha256.ts';

/** Why a run cannot be replayed, and what to do: for a person. */
export class ReplayRefused extends Error {
  override readonly name = 'ReplayRefused';
}

/** What `replay/RUN` stands for: the answers of earlier runs, given again. */
export interface Replays {
  /** Null for a trial that is no replay, and for one that its run did not complete. */
  recall(grading: Pick<ReuseInput, 'classifiers' | 'verdictKey'>): Recall;
  close(): Promise<void>;
}

interface Replay {
  readonly trials: EarlierTrials;
  readonly recorded: RecordedModel;
  /** The conditions as they are now, on the model as it was asked then. */
  readonly plan: TrialPlan;
}

interface RecordedModel {
  readonly run: string;
  readonly model: ModelUse;
  readonly manifest: RunManifest;
}

/**
 * Opens the runs that these models replay. A trial is found again by what makes its id: the same messages, the model and the
 * parameters of the recorded run, and the same repetition. Throws `ReplayRefused` for a run or a model that is not there.
 */
export async function openReplays(
  store: RunStore,
  planned: {
    readonly scenario: Scenario;
    readonly conditions: readonly Condition[];
    readonly models: readonly ModelUse[];
  },
): Promise<Replays> {
  const replayed = planned.models.filter(({ profile }) => profile === 'replay');
  const recorded = await Promise.all(
    replayed.map(async (model) => [model.reference, await findRecorded(store, planned.scenario, model)] as const),
  );
  const replays = new Map<string, Replay>();
  for (const [reference, found] of recorded) {
    const trials = await openTrials(store, [found.run]);
    replays.set(reference, { trials, recorded: found, plan: recordedPlan(planned.conditions, found) });
  }
  return {
    recall: (grading) => {
      const recalls = new Map([...replays].map(([reference, { trials }]) => [reference, trials.recall(grading)]));
      return async (trial) => {
        const original = originalOf(trial, replays.get(trial.model.reference));
        const found = original && (await recalls.get(trial.model.reference)?.(original));
        return found ? { ...found, copy: found.copy.map((event) => ({ ...event, ...keyOf(trial) })) } : null;
      };
    },
    async close() {
      for (const { trials } of replays.values()) await trials.close();
    },
  };
}

/** So many runs are offered to be replayed: more than a list shows, and few enough to be read while somebody waits. */
const mostOffered = 10;

/** References to the answers of the last runs of a scenario, the newest first. */
export async function replayReferences(store: RunStore, scenarioId: string): Promise<readonly string[]> {
  const runs = (await store.list(scenarioId)).slice(0, mostOffered);
  const manifests = await Promise.all(runs.map((run) => readManifest(store, run).catch(() => null)));
  return manifests.flatMap((manifest) => {
    if (manifest?.scenario.id !== scenarioId) return [];
    const { run, models } = manifest;
    return models.length === 1 ? [`replay/${run}`] : models.map(({ model }) => `replay/${run}/${model}`);
  });
}

function originalOf({ condition, repetition }: Trial, replay: Replay | undefined): Trial | null {
  const model = replay?.recorded.model.reference ?? '';
  return replay?.plan.trial({ condition: condition.id, model, repetition }) ?? null;
}

function recordedPlan(conditions: readonly Condition[], { manifest, model }: RecordedModel): TrialPlan {
  const sources = new Map(manifest.sources.map(({ model, text }) => [model, text]));
  return planTrials({ conditions, models: [model], samples: manifest.samples, sources, hash: sha256 });
}

/** `replay/RUN` for a run of one model, `replay/RUN/MODEL` for one of several. */
async function findRecorded(
  store: RunStore,
  scenario: Scenario,
  { reference, name }: ModelUse,
): Promise<RecordedModel> {
  const slash = name.indexOf('/');
  const run = slash === -1 ? name : name.slice(0, slash);
  const wanted = slash === -1 ? null : name.slice(slash + 1);
  const manifest = await readManifest(store, run);
  const fitting = manifest.models.filter(({ model }) => wanted === null || model === wanted);
  const [only, another] = fitting;
  const choices = manifest.models.map(({ model }) => `replay/${run}/${model}`).join(', ');
  if (only === undefined) throw new ReplayRefused(`${reference}: that run did not ask this model; write ${choices}`);
  if (another !== undefined)
    throw new ReplayRefused(`${reference}: that run asked several models; write one of ${choices}`);
  const model = findModel(scenario, only.model);
  if (model === null) throw new ReplayRefused(`${reference}: «${only.model}», which that run asked, is not a model`);
  return { run, manifest, model: { ...model, parameters: only.parameters } };
}

async function readManifest(store: RunStore, run: string): Promise<RunManifest> {
  try {
    const { manifest, journal } = await store.open(run);
    await journal.close();
    return manifest;
  } catch (cause) {
    throw new ReplayRefused(`replay/${run}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
