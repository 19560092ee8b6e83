import { resolve } from 'node:path';
import { parseDocument } from '../core/document/parseDocument.ts';
import { replaceSections } from '../core/document/replaceSections.ts';
import type { Prices } from '../core/provider/price.ts';
import type { Providers } from '../core/provider/provider.ts';
import type { Approver } from '../core/run/approval/approver.ts';
import { askedModels } from '../core/run/askedModels.ts';
import { createManifest } from '../core/run/createManifest.ts';
import { UnknownGrader } from '../core/run/grading.ts';
import { pricesOf, type Grading, type RunManifest } from '../core/run/manifest.ts';
import { createRunState } from '../core/run/state/runState.ts';
import { keptFiles, type KeptFile } from '../core/scenario/files/keptFiles.ts';
import { openFiles } from '../core/scenario/files/openFiles.ts';
import type { Scenario } from '../core/scenario/scenario.ts';
import { checkScenario } from '../core/trial/check.ts';
import type { Condition } from '../core/trial/trial.ts';
import { createVerdictKeys } from '../core/verdict/verdictKey.ts';
import { stillSends } from '../core/view/staleness.ts';
import { version } from './version.ts';
import { openTranscripts } from './gradingPlan.ts';
import { readPlannedRun, type PlannedRun } from './plannedRun.ts';
import { runEvents, type RunMeans } from './runEvents.ts';
import { queries, storedPath, type RunSession } from './runSession.ts';
import { readSources, storedScripts } from './runSources.ts';
import { openRunStore, type RunStore } from './runStore.ts';
import { sha256 } from './sha256.ts';
import { systemClock } from './systemClock.ts';
import { yieldControl } from './yieldControl.ts';

/** A scenario file whose classifiers grade. */
export interface GivenScenario {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly files: readonly KeptFile[];
  readonly scenario: Scenario;
  readonly conditions: readonly Condition[];
}

export interface GradeStart extends Omit<RunMeans, 'providers' | 'approver'>, Omit<Grading, 'of'> {
  /** The folder that holds `.scenarist`. */
  readonly root: string;
  /** The run whose transcripts are graded. */
  readonly run: string;
  /** Null: the classifiers of the run's own text. */
  readonly given: GivenScenario | null;
  readonly prices: Prices;
  /** Of the judges, in US dollars; null: no limit. */
  readonly budgetUsd: number | null;
  /**
   * The providers of the judges. `readStored` gives scripted models as the run kept them; `ownPath` is where the run's own
   * scenario was, absolute, and may be there no longer.
   */
  readonly providers: (readStored: (name: string) => Promise<string | null>, ownPath: string) => Providers;
  /** Rejects where a judge cannot be asked: before anything is written. */
  readonly requireReady?: (scenario: Scenario, providers: Providers) => Promise<void>;
}

/** Why a run cannot be graded, and what to do: for a person. */
export class GradeRefused extends Error {
  override readonly name = 'GradeRefused';
}

/**
 * Grades the transcripts of a run anew, as a run of its own that refers to it: the older one keeps its verdicts and its books,
 * the two are compared like any, and nothing is sent but what judges are asked. Verdicts that would be given again in the same
 * way are taken over, as are reviews.
 */
export async function gradeRun(start: GradeStart): Promise<RunSession> {
  const { root, run, given, prices, budgetUsd, judge, classifiers, fresh } = start;
  const store = openRunStore(root);
  const graded = await readManifest(store, run);
  const grading: Grading = { of: run, judge, classifiers, fresh };
  const scenario = await rubricOf(graded, given, root);
  const files = scenario.files.map((file) => ({ ...file, sha256: sha256(file.text) }));
  const planned = await plan({ ...graded, scenario: { ...scenario, files, sha256: sha256(scenario.text) }, grading });
  if (!stillSends(graded, planned.conditions))
    throw new GradeRefused(
      `${run} was planned by Scenarist ${graded.scenarist}, and this version reads it differently`,
    );
  const providers = start.providers(storedScripts(graded), resolve(root, graded.scenario.path));
  await start.requireReady?.(planned.scenario, providers);
  const judges = await readSources(planned.scenario, [], providers);
  const transcripts = await openTranscripts(store, grading, planned.plan);
  if (transcripts.plan.count === 0) {
    await transcripts.close();
    throw new GradeRefused(`${run} has no completed trial, so there is nothing to grade`);
  }
  const manifest = createManifest({
    createdAt: new Date(systemClock.now()).toISOString(),
    scenarist: version,
    scenario,
    plan: transcripts.plan,
    // A trial's own source is part of its id; where its model judges too, it is read anew.
    sources: new Map([...judges, ...planned.sources]),
    labelOf: ({ reference }) => graded.models.find(({ model }) => model === reference)?.label ?? null,
    budget: { usd: budgetUsd, prices: pricesFor(planned, graded, prices) },
    grading,
    hash: sha256,
  });
  const { folder, journal, release } = await store.create(manifest);
  const state = createRunState(manifest, planned.scenario, planned.conditions);
  const verdictKey = createVerdictKeys(judges, sha256);
  const recall = transcripts.recall({ classifiers: planned.scenario.classifiers, verdictKey });
  const free = async (): Promise<void> => {
    await transcripts.close();
    await release();
  };
  const work = {
    ...start,
    approver: nobody,
    providers,
    folder,
    journal,
    state,
    plan: transcripts.plan,
    recall,
    verdictKey,
    opening: [],
    free,
  };
  return {
    ...{ folder, manifest, state, readOnly: false, interrupted: [] },
    events: () => runEvents(work),
    async close() {
      await journal.close();
      await free();
    },
    ...queries(state, journal, folder),
  };
}

/** No trial is sent, so nobody is asked about its actions. */
const nobody: Approver = {
  by: 'policy',
  decide: () => Promise.reject(new Error('no trial is sent')),
  repeats: () => true,
};

async function readManifest(store: RunStore, run: string): Promise<RunManifest> {
  const { manifest, journal, isLive } = await store.open(run);
  await journal.close();
  if (await isLive()) throw new GradeRefused(`${run} is under way: wait until it has ended, or stop it`);
  return manifest;
}

async function plan(manifest: RunManifest): Promise<PlannedRun> {
  try {
    const planned = await readPlannedRun(manifest);
    if (planned !== null) return planned;
  } catch (cause) {
    throw cause instanceof UnknownGrader ? new GradeRefused(cause.message) : cause;
  }
  throw new GradeRefused(
    `the text of ${manifest.run} has errors for this version of Scenarist: name a file with --scenario`,
  );
}

function pricesFor({ scenario }: PlannedRun, graded: RunManifest, prices: Prices) {
  const then = pricesOf(graded);
  const judges = askedModels([], scenario);
  const own = graded.models.map(({ model }) => model).filter((model) => !judges.includes(model));
  return [
    ...own.map((model) => ({ model, price: then(model) })),
    ...judges.map((model) => ({ model, price: prices(model) })),
  ];
}

type Rubric = Pick<RunManifest['scenario'], 'path' | 'id' | 'title' | 'text'> & { readonly files: readonly KeptFile[] };

/**
 * The text that the transcripts are graded by: the given one where it sends what was sent; else that of the run, which says what
 * was sent, with the classifiers of the given one.
 */
async function rubricOf(
  { run, scenario, conditions }: RunManifest,
  given: GivenScenario | null,
  root: string,
): Promise<Rubric> {
  const { path, id, title, text, files = [] } = scenario;
  if (given === null) return { path, id, title, text, files };
  if (stillSends({ conditions }, given.conditions)) {
    const { scenario: own } = given;
    return { path: storedPath(root, given.path), id: own.id, title: own.title, text: given.text, files: given.files };
  }
  const name = storedPath(root, given.path);
  const joined = replaceSections(text, given.text, ['classifiers', 'expect']);
  const document = await openFiles(parseDocument(joined ?? ''), { files: keptFiles(files), yieldControl });
  const { scenario: fitting, problems } = checkScenario(document, sha256);
  const ids = (of: Scenario | null): string => of?.classifiers.map((classifier) => classifier.id).join(' ') ?? '';
  if (joined !== null && fitting !== null && ids(fitting) === ids(given.scenario))
    return { path, id, title, text: joined, files };
  const why = problems.find(({ severity }) => severity === 'error')?.message ?? 'they stand in a file that it includes';
  throw new GradeRefused(
    `${name} sends other prompts than ${run} did, and its classifiers do not fit the text of that run: ${why}`,
  );
}
