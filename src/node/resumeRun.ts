import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Providers } from '../core/provider/provider.ts';
import type { Approver } from '../core/run/approval/approver.ts';
import type { InFlight } from '../core/run/batch/pendingBatches.ts';
import type { IntentEvent, JournalError, JournalEvent } from '../core/run/journal/journal.ts';
import { sumOf, type RunManifest } from '../core/run/manifest.ts';
import { leftTrials } from '../core/run/state/leftTrials.ts';
import { firstRecall, type Recall } from '../core/run/journal/recall.ts';
import { remainingPlan } from '../core/run/state/remainingPlan.ts';
import { createRunState, type RunState } from '../core/run/state/runState.ts';
import { readTrialEvents, replayInto } from '../core/run/trialEvents.ts';
import { stillSends } from '../core/view/staleness.ts';
import { createVerdictKeys } from '../core/verdict/verdictKey.ts';
import { version } from './version.ts';
import type { FileJournal } from './fileJournal.ts';
import { openTranscripts, type GradedTranscripts } from './gradingPlan.ts';
import { readPlannedRun, type PlannedRun } from './plannedRun.ts';
import { runEvents, type RunMeans } from './runEvents.ts';
import { openReplays, ReplayRefused, type Replays } from './replays.ts';
import { queries, warnOfDamage, type RunSession } from './runSession.ts';
import { storedScripts } from './runSources.ts';
import { openRunStore, type RunStore } from './runStore.ts';
import { sha256 } from './sha256.ts';
import { systemClock } from './systemClock.ts';
import { knownJournalSize } from './trialIndex.ts';

export interface RunResume extends Omit<RunMeans, 'providers' | 'approver'> {
  /** The folder that holds `.scenarist`. */
  readonly root: string;
  /** The name of the run. */
  readonly run: string;
  /** The budget from here on, in US dollars, with what was spent before; that of the run where it is left out. */
  readonly budgetUsd?: number;
  /** The providers, with the scripted models as the run kept them. */
  readonly providers: (readScripted: (name: string) => Promise<string | null>) => Providers;
  /** Decides on actions whose tools ask. Rejects where nobody would: before anything is written. */
  readonly approver: (planned: PlannedRun) => Promise<Approver>;
  /** Rejects where a key is missing, say: before anything is written. */
  readonly requireReady?: (planned: PlannedRun, providers: Providers) => Promise<void>;
}

/** Why a run cannot be gone on with, and what to do: for a person. */
export class ResumeRefused extends Error {
  override readonly name = 'ResumeRefused';
}

/**
 * Goes on with a run where its journal ends: trials that were not completed are sent, verdicts that are missing are given, all
 * as run.json planned it. Throws `ResumeRefused` for a run that another process works on, or that this version would run
 * differently.
 */
export async function resumeRun(resume: RunResume): Promise<RunSession> {
  const store = openRunStore(resume.root);
  const stored = await store.resume(resume.run);
  if (stored === null)
    throw new ResumeRefused(`${resume.run} is being run by another window or process: stop it there first`);
  const { folder, manifest, journal, release } = stored;
  try {
    refuseImported(manifest);
    await refuseChanged(folder, manifest);
    const planned = await requirePlan(manifest);
    const state = createRunState(manifest, planned.scenario, planned.conditions);
    const inFlight = await replayInto(state, journal);
    const { interrupted, batches } = inFlight;
    warnOfDamage(folder, journal.damage, resume.log);
    if (manifest.grading === undefined) requireSameTrials(planned, state);
    const providers = resume.providers(storedScripts(manifest));
    await resume.requireReady?.(askedOf(planned, manifest), providers);
    const approver = await resume.approver(planned);
    const known = await openKnown(store, planned, manifest);
    const verdictKey = createVerdictKeys(planned.sources, sha256);
    const { classifiers } = planned.scenario;
    const free = async (): Promise<void> => {
      await known.close();
      await release();
    };
    const work = {
      ...resume,
      ...{ folder, journal, state, providers, approver },
      left: leftTrials(state, journal),
      plan: remainingPlan(known.plan, state),
      recall: firstRecall(recallOwn(planned, state, journal), known.recall({ classifiers, verdictKey })),
      verdictKey,
      pending: batches,
      opening: openingOf(inFlight, resume),
      free,
    };
    return {
      ...{ folder, manifest, state, readOnly: false, interrupted },
      events: () => runEvents(work),
      async close() {
        await journal.close();
        await free();
      },
      ...queries(state, journal, folder),
    };
  } catch (cause) {
    await journal.close();
    await release();
    throw cause;
  }
}

const startAnew = 'Run the scenario again instead: what can be reused is reused';

function refuseImported({ run, models, grading }: RunManifest): void {
  if (grading === undefined && models.every(({ model }) => model.startsWith('imported/')))
    throw new ResumeRefused(`${run} holds imported transcripts, for which nothing is sent: grade it instead`);
}

/** What a run planned and bought is not written twice: what was changed by hand or damaged would be bought in silence. */
async function refuseChanged(folder: string, manifest: RunManifest): Promise<void> {
  const { run, sum } = manifest;
  if (sum !== undefined && sum !== sumOf(manifest, sha256))
    throw new ResumeRefused(
      `run.json of ${run} is not as it was written: it was changed by hand, or damaged. Put it back from a copy. ${startAnew}`,
    );
  const { size } = await stat(join(folder, 'journal.jsonl'));
  if (size < (await knownJournalSize(folder)))
    throw new ResumeRefused(
      `journal.jsonl of ${run} has lost its end, and with it what the run bought last. Put it back from a copy. ${startAnew}`,
    );
}

async function requirePlan(manifest: RunManifest): Promise<PlannedRun> {
  const planned = await readPlannedRun(manifest);
  if (planned !== null && stillSends(manifest, planned.conditions)) return planned;
  throw new ResumeRefused(
    `${manifest.run} was planned by Scenarist ${manifest.scenarist}, and this version would send other prompts. ${startAnew}`,
  );
}

/** Where nothing but judges is asked, no model under test is. */
function askedOf(planned: PlannedRun, { grading }: RunManifest): PlannedRun {
  return grading === undefined ? planned : { ...planned, plan: { ...planned.plan, models: [] } };
}

/** The trials of the run, and the responses to them that it need not buy: those of the run that it grades or replays. */
async function openKnown(store: RunStore, planned: PlannedRun, manifest: RunManifest): Promise<GradedTranscripts> {
  if (manifest.grading === undefined) return { ...(await requireReplays(store, planned)), plan: planned.plan };
  const transcripts = await openTranscripts(store, manifest.grading, planned.plan);
  if (transcripts.plan.count === manifest.planned) return transcripts;
  await transcripts.close();
  throw new ResumeRefused(
    `${manifest.run} grades the transcripts of ${manifest.grading.of}, and that run is gone or no longer whole`,
  );
}

async function requireReplays(store: RunStore, { scenario, conditions, plan }: PlannedRun): Promise<Replays> {
  try {
    return await openReplays(store, { scenario, conditions, models: plan.models });
  } catch (cause) {
    throw cause instanceof ReplayRefused ? new ResumeRefused(cause.message) : cause;
  }
}

/** A trial's id may come to be made of more than it was: then none of the journal would be found again. */
function requireSameTrials({ plan }: PlannedRun, state: RunState): void {
  const { conditions, models } = state.manifest;
  for (const record of state.trials()) {
    const condition = conditions[record.condition]?.id ?? '';
    const model = models[record.model]?.model ?? '';
    if (plan.trial({ condition, model, repetition: record.repetition })?.id === record.id) continue;
    throw new ResumeRefused(
      `${state.manifest.run} holds trials that this version of Scenarist would not run. ${startAnew}`,
    );
  }
}

/** What was sent and never heard of again may have been answered and billed: it is sent again, and said to be. */
function openingOf(
  { interrupted, unsent }: InFlight,
  { budgetUsd }: Pick<RunResume, 'budgetUsd'>,
): readonly JournalEvent[] {
  const at = systemClock.now();
  const error = {
    kind: 'interrupted',
    message: 'The process ended before an answer was kept.',
    status: null,
    requestId: null,
    ambiguous: true,
  } as const;
  const neverSent = { ...error, message: 'The process ended before it was sent.', ambiguous: false };
  const asFailed =
    (reason: JournalError) =>
    ({ trial, attempt, judge }: IntentEvent): JournalEvent => ({
      type: 'attempt',
      trial,
      attempt,
      judge,
      error: reason,
      at,
    });
  const lost = [...interrupted.map(asFailed(error)), ...unsent.map(asFailed(neverSent))];
  const budget = budgetUsd === undefined ? {} : { budgetUsd };
  const scenarist = version;
  return [...lost, { type: 'resume', scenarist, interrupted: interrupted.length, ...budget, at }];
}

/** A response that is in the journal and lacks a verdict is read from there. */
function recallOwn({ scenario }: PlannedRun, state: RunState, journal: FileJournal): Recall {
  return async (trial) => {
    const record = state.trial(trial.id);
    if (record?.state !== 'completed') return null;
    const events = await readTrialEvents(state, journal, trial.id);
    const outcome = events.find((event) => event.type === 'outcome');
    if (outcome?.result.status !== 'completed') return null;
    const graded = scenario.classifiers.filter((_, index) => (record.verdictsAt[index] ?? null) !== null);
    return { copy: [], transcript: outcome.result.transcript, graded: new Set(graded.map(({ id }) => id)) };
  };
}
