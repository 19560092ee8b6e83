/** Runs in memory, as what reports are made of. */
import type { ReportSource, ReportText } from '../../src/exchange/reportSource.ts';
import type { Provider } from '../../src/core/provider/provider.ts';
import { createManifest } from '../../src/core/run/createManifest.ts';
import { executeRun } from '../../src/core/run/executeRun.ts';
import type { JournalEvent } from '../../src/core/run/journal/journal.ts';
import { createUniformPolicy } from '../../src/core/run/approval/policy.ts';
import { recallNothing } from '../../src/core/run/journal/recall.ts';
import { createRunState, type RunState } from '../../src/core/run/state/runState.ts';
import { readTrialEvents } from '../../src/core/run/trialEvents.ts';
import { parseDocument } from '../../src/core/document/parseDocument.ts';
import { checkScenario } from '../../src/core/trial/check.ts';
import { planTrials } from '../../src/core/trial/trials.ts';
import { createVerdictKeys } from '../../src/core/verdict/verdictKey.ts';
import { sha256 } from '../../src/node/sha256.ts';
import { createScriptedProvider } from '../../src/providers/scripted/scriptedProvider.ts';
import { exampleModel, exampleText, type ExampleName } from './examples.ts';
import { unlimited } from './prices.ts';
import { memoryJournal, memoryLog, type MemoryJournal } from './runs.ts';

export function sourceOf(state: RunState, journal: MemoryJournal): ReportSource {
  return {
    state,
    trialEvents: (trial) => readTrialEvents(state, journal, trial),
    clean: (text) => text,
    scenarist: '0.1.0',
  };
}

/** Runs all conditions of a scenario to the end. Its path is `a/b.scenario.yaml`; `later` is what people do afterwards. */
export async function runText(
  text: string,
  provider: Provider,
  samples: number,
  later: (state: RunState) => readonly JournalEvent[] = () => [],
): Promise<ReportSource> {
  const { scenario, conditions, problems } = checkScenario(parseDocument(text), sha256);
  if (scenario === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  const sources = new Map<string, string>();
  const plan = planTrials({ conditions, models: scenario.run.models, samples, sources, hash: sha256 });
  const manifest = createManifest({
    createdAt: '2026-11-23T12:00:00.000Z',
    scenarist: '0.1.0',
    scenario: { path: 'a/b.scenario.yaml', id: scenario.id, title: scenario.title, text, files: [] },
    ...{ plan, sources, hash: sha256 },
    labelOf: () => provider.label,
    budget: { usd: null, prices: [] },
  });
  const journal = memoryJournal();
  const state = createRunState(manifest, scenario, conditions);
  for await (const event of executeRun({
    ...{ plan, scenario, journal, recall: recallNothing, budget: unlimited, concurrency: 4 },
    verdictKey: createVerdictKeys(sources, sha256),
    providers: () => Promise.resolve(provider),
    approver: createUniformPolicy(true),
    clock: { now: () => 1_800_000_000_000, sleep: () => Promise.resolve() },
    log: memoryLog(),
    random: () => 'marker',
    hash: sha256,
    signal: new AbortController().signal,
  }))
    if (event.type === 'journaled') state.apply(event.event, event.position);
  for (const event of later(state)) state.apply(event, await journal.append(event));
  return sourceOf(state, journal);
}

export function runExample(name: ExampleName, samples: number): Promise<ReportSource> {
  const provider = createScriptedProvider({
    read: (model) => Promise.resolve(exampleModel(name, model)),
    clock: { now: () => 0, sleep: () => Promise.resolve() },
  });
  return runText(exampleText(name), provider, samples);
}

export async function wholeText(report: ReportText): Promise<string> {
  let text = '';
  for await (const piece of report) text += piece;
  return text;
}
