import { randomBytes } from 'node:crypto';
import { relative, sep } from 'node:path';
import { parseDocument } from '../core/document/parseDocument.ts';
import type { Providers } from '../core/provider/provider.ts';
import { createManifest } from '../core/run/createManifest.ts';
import { executeRun } from '../core/run/executeRun.ts';
import type { Journal } from '../core/run/journal.ts';
import type { RunManifest } from '../core/run/manifest.ts';
import { recallNothing } from '../core/run/recall.ts';
import type { RunEvent } from '../core/run/runEvent.ts';
import { createRunState, type RunState } from '../core/run/runState.ts';
import { readTrialEvents, replayInto } from '../core/run/trialEvents.ts';
import type { ModelUse, Scenario } from '../core/scenario/scenario.ts';
import type { Log, Signal } from '../core/text/ports.ts';
import { checkScenario } from '../core/trial/check.ts';
import { planTrials } from '../core/trial/trials.ts';
import type { Condition } from '../core/trial/trial.ts';
import { createVerdictKeys } from '../core/verdict/verdictKey.ts';
import { stillSends } from '../core/view/staleness.ts';
import { transcriptView } from '../core/view/transcriptView.ts';
import type { TranscriptView } from '../core/view/views.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { openRunStore } from './runStore.ts';
import { sha256 } from './sha256.ts';
import { systemClock } from './systemClock.ts';

/** What to run, and where its folder goes. */
export interface RunStart {
  /** The folder that holds, or will hold, `.scenarist`. */
  readonly root: string;
  /** The scenario file, absolute. */
  readonly path: string;
  readonly text: string;
  readonly scenario: Scenario;
  readonly conditions: readonly Condition[];
  readonly models: readonly ModelUse[];
  readonly samples: number;
  readonly providers: Providers;
  readonly concurrency: number;
  readonly signal: Signal;
  readonly log: Log;
}

/** One run, under way or read from disk, with its state and what is asked of its journal. */
export interface RunSession {
  readonly folder: string;
  readonly manifest: RunManifest;
  readonly state: RunState;
  /** Another process works on it: it is shown as it was when it was opened. */
  readonly readOnly: boolean;
  /** Runs the trials; every journaled event has been applied to `state` when it comes. Once, and empty for a run that was read. */
  events(): AsyncIterable<RunEvent>;
  /** Null for a trial that the run does not have. */
  transcript(trial: string): Promise<TranscriptView | null>;
  /** Whether conditions as they are now send what this run sent. */
  sends(conditions: readonly Condition[]): boolean;
  close(): Promise<void>;
}

/** Writes run.json and opens the journal; nothing is sent before `events` is read. */
export async function startRun(start: RunStart): Promise<RunSession> {
  const { root, path, text, scenario, conditions, models, samples, providers } = start;
  const sources = await readSources(scenario, models, providers);
  const labels = await readLabels(models, providers);
  const plan = planTrials({ conditions, models, samples, sources, hash: sha256 });
  const manifest = createManifest({
    createdAt: new Date(systemClock.now()).toISOString(),
    scenarist: packageJson.version,
    scenario: { path: storedPath(root, path), id: scenario.id, title: scenario.title, text },
    plan,
    sources,
    labelOf: ({ profile }) => labels.get(profile) ?? null,
    hash: sha256,
  });
  const stored = await openRunStore(root).create(manifest);
  const { folder, journal } = stored;
  const state = createRunState(manifest, scenario, conditions);
  async function* events(): AsyncGenerator<RunEvent> {
    const random = (): string => randomBytes(12).toString('hex');
    try {
      const verdictKey = createVerdictKeys(sources, sha256);
      const given = { plan, recall: recallNothing, verdictKey, journal, clock: systemClock, random };
      for await (const event of executeRun({ ...start, ...given })) {
        if (event.type === 'journaled') state.apply(event.event, event.position);
        yield event;
      }
    } catch (cause) {
      // Where the journal could not be written, there is no `end` in it.
      state.settle('failed');
      throw cause;
    } finally {
      state.settle();
      await stored.release();
    }
  }
  const close = async (): Promise<void> => {
    await journal.close();
    await stored.release();
  };
  return { folder, manifest, state, readOnly: false, events, close, ...queries(state, journal) };
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
  if (run === null) return null;
  const { folder, manifest, journal, live } = await store.open(run);
  // The run is read with its own text, not with the file as it is now.
  const { scenario, conditions } = checkScenario(parseDocument(manifest.scenario.text), sha256);
  if (scenario === null) {
    of.log.warn(`${folder} was made by a version of Scenarist that read its scenario differently, so it is not shown`);
    await journal.close();
    return null;
  }
  const planned = new Set(manifest.conditions.map(({ id }) => id));
  const state = createRunState(
    manifest,
    scenario,
    conditions.filter(({ id }) => planned.has(id)),
  );
  await replayInto(state, journal);
  if (journal.damage.lines > 0)
    of.log.warn(
      `${folder}: ${journal.damage.lines} damaged lines (${journal.damage.bytes} bytes) of the journal were passed over`,
    );
  if (!live) state.settle();
  async function* events(): AsyncGenerator<RunEvent> {
    // Nothing runs here.
  }
  return { folder, manifest, state, readOnly: live, events, close: () => journal.close(), ...queries(state, journal) };
}

function queries(state: RunState, journal: Journal): Pick<RunSession, 'transcript' | 'sends'> {
  return {
    async transcript(trial) {
      if (state.trial(trial) === null) return null;
      return transcriptView(state, trial, await readTrialEvents(state, journal, trial));
    },
    sends: (conditions) => stillSends(state.manifest, conditions),
  };
}

/** As run.json keeps it: relative to the folder that holds `.scenarist`, with `/`, on every system. */
function storedPath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

/** The text of every scripted model that may answer, as a model under test or as a judge. */
async function readSources(
  scenario: Scenario,
  models: readonly ModelUse[],
  providers: Providers,
): Promise<ReadonlyMap<string, string>> {
  const sources = new Map<string, string>();
  const judges = scenario.classifiers.flatMap(({ judge }) => (judge === null ? [] : [judge.model]));
  for (const { reference, profile, name } of [...models, ...judges]) {
    const text = (await (await providers(profile))?.source(name)) ?? null;
    if (text !== null) sources.set(reference, text);
  }
  return sources;
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
