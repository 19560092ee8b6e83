import { join, relative, sep } from 'node:path';
import type { Prices } from '../core/provider/price.ts';
import type { Providers } from '../core/provider/provider.ts';
import { askedModels } from '../core/run/askedModels.ts';
import { createManifest } from '../core/run/createManifest.ts';
import type { IntentEvent, Journal, JournalEvent, ReviewEvent } from '../core/run/journal/journal.ts';
import type { RunManifest } from '../core/run/manifest.ts';
import { firstRecall, recallNothing } from '../core/run/journal/recall.ts';
import { recallDecided } from '../core/run/approval/recallDecided.ts';
import type { RunEvent } from '../core/run/runEvent.ts';
import { createRunState, type RunState } from '../core/run/state/runState.ts';
import { readTrialEvents, replayInto } from '../core/run/trialEvents.ts';
import type { KeptFile } from '../core/scenario/files/keptFiles.ts';
import type { ModelUse, Scenario } from '../core/scenario/scenario.ts';
import type { Log } from '../core/text/ports.ts';
import type { Condition } from '../core/trial/trial.ts';
import { planTrials } from '../core/trial/trials.ts';
import { createVerdictKeys } from '../core/verdict/verdictKey.ts';
import { stillSends } from '../core/view/staleness.ts';
import { transcriptView } from '../core/view/transcriptView.ts';
import type { TranscriptView } from '../core/view/views.ts';
import { version } from './version.ts';
import { openEarlierTrials } from './earlierTrials.ts';
import { followJournal } from './followJournal.ts';
import { readPlannedRun } from './plannedRun.ts';
import { reviewRun } from './reviewRun.ts';
import { runEvents, type RunMeans } from './runEvents.ts';
import { readSources } from './runSources.ts';
import { openReplays } from './replays.ts';
import type { JournalDamage } from './journalReader.ts';
import { openRunStore, type StoredRun } from './runStore.ts';
import { searchJournal, type SearchStep } from './searchJournal.ts';
import { sha256 } from './sha256.ts';
import { systemClock } from './systemClock.ts';

/** What to run, and where its folder goes. */
export interface RunStart extends RunMeans {
  /** The folder that holds, or will hold, `.scenarist`. */
  readonly root: string;
  /** The scenario file, absolute. */
  readonly path: string;
  readonly text: string;
  /** What it names. */
  readonly files: readonly KeptFile[];
  readonly scenario: Scenario;
  readonly conditions: readonly Condition[];
  readonly models: readonly ModelUse[];
  readonly samples: number;
  readonly prices: Prices;
  /** In US dollars; null: no limit. */
  readonly budgetUsd: number | null;
  /** Buys every response, also those that earlier runs of the scenario have. */
  readonly fresh: boolean;
  /** Sends trials as batches. */
  readonly batch?: boolean;
}

/** One run, under way or read from disk, with its state and what is asked of its journal. */
export interface RunSession {
  readonly folder: string;
  readonly manifest: RunManifest;
  readonly state: RunState;
  /** Another process works on it. */
  readonly readOnly: boolean;
  /** Of a run that is resumed: the calls that were in flight when its process ended, and may have been billed. */
  readonly interrupted: readonly IntentEvent[];
  /**
   * Runs the trials, or follows another process that does; every journaled event has been applied to `state` when it comes.
   * Once, and empty for a run that nobody works on.
   */
  events(): AsyncIterable<RunEvent>;
  /** Null for a trial that the run does not have. */
  transcript(trial: string): Promise<TranscriptView | null>;
  /** The trials whose transcript has a text, as they are found. */
  search(text: string, options: { readonly from: number; readonly signal: AbortSignal }): AsyncIterable<SearchStep>;
  /** What its journal holds of one trial: failed attempts, the outcome, verdicts and reviews. */
  trialEvents(trial: string): Promise<readonly JournalEvent[]>;
  /**
   * Journals what a person says of its trials, and applies it to `state`. Rejects with `ReviewRefused` where another process
   * works on the run.
   */
  review(events: readonly ReviewEvent[]): Promise<void>;
  /** Whether conditions as they are now send what this run sent. */
  sends(conditions: readonly Condition[]): boolean;
  close(): Promise<void>;
}

/** Writes run.json and opens the journal; nothing is sent before `events` is read. */
export async function startRun(start: RunStart): Promise<RunSession> {
  const { root, path, text, files, scenario, conditions, models, samples, providers, prices, budgetUsd } = start;
  const sources = await readSources(scenario, models, providers);
  const labels = await readLabels(models, providers);
  const plan = planTrials({ conditions, models, samples, sources, hash: sha256 });
  const manifest = createManifest({
    createdAt: new Date(systemClock.now()).toISOString(),
    scenarist: version,
    scenario: { path: storedPath(root, path), id: scenario.id, title: scenario.title, text, files },
    plan,
    sources,
    labelOf: ({ profile }) => labels.get(profile) ?? null,
    budget: {
      usd: budgetUsd,
      prices: askedModels(models, scenario).map((model) => ({ model, price: prices(model) })),
    },
    batch: start.batch ?? false,
    hash: sha256,
  });
  const store = openRunStore(root);
  const replays = await openReplays(store, { scenario, conditions, models });
  const earlier = start.fresh ? null : await openEarlierTrials(store, scenario.id);
  const { folder, journal, release } = await store.create(manifest);
  const state = createRunState(manifest, scenario, conditions);
  const verdictKey = createVerdictKeys(sources, sha256);
  const grading = { classifiers: scenario.classifiers, verdictKey };
  const reused = earlier === null ? recallNothing : recallDecided(earlier.recall(grading), start.approver);
  const recall = firstRecall(replays.recall(grading), reused);
  const free = async (): Promise<void> => {
    await replays.close();
    await earlier?.close();
    await release();
  };
  return {
    ...{ folder, manifest, state, readOnly: false, interrupted: [] },
    events: () => runEvents({ ...start, folder, journal, state, plan, recall, verdictKey, opening: [], free }),
    async close() {
      await journal.close();
      await free();
    },
    ...queries(state, journal, folder),
  };
}

/** Reads the last run of a scenario; null when there is none, or none that this version can read. */
export async function openLastRun(of: {
  readonly root: string;
  readonly path: string;
  readonly scenarioId: string;
  readonly log: Log;
}): Promise<RunSession | null> {
  const store = openRunStore(of.root);
  const run = await store.findLast({ id: of.scenarioId, path: storedPath(of.root, of.path) });
  return run === null ? null : readRun(await store.open(run), of.log);
}

/** Reads one run; null for one that this version cannot read. Rejects with a sentence where it is not there. */
export async function openStoredRun(of: {
  readonly root: string;
  readonly run: string;
  readonly log: Log;
}): Promise<RunSession | null> {
  return readRun(await openRunStore(of.root).open(of.run), of.log);
}

async function readRun({ folder, manifest, journal, isLive }: StoredRun, log: Log): Promise<RunSession | null> {
  // The run is read with its own text, not with the file as it is now.
  const planned = await readPlannedRun(manifest);
  if (planned === null) {
    log.warn(`${folder} was made by a version of Scenarist that read its scenario differently, so it is not shown`);
    await journal.close();
    return null;
  }
  // Asked before the journal is read: a run that ends in between is then shown once more, not shown as stopped.
  const live = await isLive();
  const state = createRunState(manifest, planned.scenario, planned.conditions);
  await replayInto(state, journal);
  // The last line of a run that is being written may be half there.
  if (!live) warnOfDamage(folder, journal.damage, log);
  if (!live) state.settle();
  const gone = new AbortController();
  async function* events(): AsyncGenerator<RunEvent> {
    if (!live) return;
    for await (const { event, position } of followJournal(journal, {
      isLive,
      clock: systemClock,
      signal: gone.signal,
    })) {
      state.apply(event, position);
      yield { type: 'journaled', event, position };
    }
    state.settle();
  }
  return {
    ...{ folder, manifest, state, readOnly: live, interrupted: [], events },
    close() {
      gone.abort();
      return journal.close();
    },
    ...queries(state, journal, folder, false),
  };
}

export function warnOfDamage(folder: string, { lines, bytes, isGone }: JournalDamage, log: Log): void {
  if (isGone)
    log.warn(`${folder}: journal.jsonl is gone: what this run sent and bought is not known. Put it back from a copy`);
  if (lines === 0) return;
  const what = lines === 1 ? '1 damaged line of the journal was' : `${lines} damaged lines of the journal were`;
  log.warn(`${folder}: ${what} passed over (${bytes} bytes): resuming the run gives lost trials and verdicts again`);
}

/** @param writes Whether this process appends to the journal while the run is under way. */
export function queries(
  state: RunState,
  journal: Journal,
  folder: string,
  writes = true,
): Pick<RunSession, 'transcript' | 'trialEvents' | 'search' | 'review' | 'sends'> {
  return {
    async transcript(trial) {
      if (state.trial(trial) === null) return null;
      return transcriptView(state, trial, await readTrialEvents(state, journal, trial));
    },
    trialEvents: (trial) => readTrialEvents(state, journal, trial),
    search: (text, options) => searchJournal(join(folder, 'journal.jsonl'), text, options),
    async review(events) {
      // Of a run that is under way here, this is the one that writes; of any other it is whoever gets hold of it.
      const positions =
        state.end !== null || !writes
          ? await reviewRun(folder, events)
          : await Promise.all(events.map((event) => journal.append(event)));
      events.forEach((event, index) => {
        const position = positions[index];
        if (position !== undefined) state.apply(event, position);
      });
    },
    sends: (conditions) => stillSends(state.manifest, conditions),
  };
}

/** As run.json keeps it: relative to the folder that holds `.scenarist`, with `/`, on every system. */
export function storedPath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

async function readLabels(
  models: readonly ModelUse[],
  providers: Providers,
): Promise<ReadonlyMap<string, string | null>> {
  const profiles = [...new Set(models.map(({ profile }) => profile))];
  return new Map(
    await Promise.all(profiles.map(async (profile) => [profile, (await providers(profile))?.label ?? null] as const)),
  );
}
