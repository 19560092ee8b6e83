/** A scenario run on scripted models, as the product does it, with nothing kept on a disk. */
import { createManifest } from '../../src/core/run/createManifest.ts';
import { executeRun } from '../../src/core/run/executeRun.ts';
import { createUniformPolicy } from '../../src/core/run/approval/policy.ts';
import { recallNothing } from '../../src/core/run/journal/recall.ts';
import { createRunState, type RunState } from '../../src/core/run/state/runState.ts';
import type { Clock } from '../../src/core/text/ports.ts';
import { planTrials } from '../../src/core/trial/trials.ts';
import { createVerdictKeys } from '../../src/core/verdict/verdictKey.ts';
import { sha256 } from '../../src/node/sha256.ts';
import { createScriptedProvider } from '../../src/providers/scripted/scriptedProvider.ts';
import { check } from './examples.ts';
import { unlimited } from './prices.ts';
import { memoryJournal, memoryLog } from './runs.ts';

export interface ScriptedRun {
  readonly text: string;
  /** By name: `demo` answers `scripted/demo`. */
  readonly models: Readonly<Record<string, string>>;
  readonly samples: number;
}

export async function scriptedRun({ text, models, samples }: ScriptedRun): Promise<RunState> {
  const { scenario, conditions, problems } = check(text);
  if (scenario === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  const sources = new Map(Object.entries(models).map(([name, source]) => [`scripted/${name}`, source]));
  const plan = planTrials({ conditions, models: scenario.run.models, samples, sources, hash: sha256 });
  const provider = createScriptedProvider({ read: (name) => Promise.resolve(models[name] ?? null), clock });
  const manifest = createManifest({
    createdAt: '2026-11-23T12:00:00.000Z',
    scenarist: '0.1.0',
    scenario: { path: 'a.scenario.yaml', id: scenario.id, title: scenario.title, text, files: [] },
    plan,
    sources,
    labelOf: () => 'scripted, not a model',
    budget: { usd: null, prices: [] },
    hash: sha256,
  });
  const state = createRunState(manifest, scenario, conditions);
  const [journal, log] = [memoryJournal(), memoryLog()];
  const events = executeRun({
    ...{ plan, scenario, journal, clock, log, recall: recallNothing, budget: unlimited, concurrency: 16 },
    verdictKey: createVerdictKeys(sources, sha256),
    providers: () => Promise.resolve(provider),
    approver: createUniformPolicy(true),
    random: () => 'marker',
    hash: sha256,
    signal: new AbortController().signal,
  });
  for await (const event of events) if (event.type === 'journaled') state.apply(event.event, event.position);
  if (log.errors.length > 0) throw new Error(log.errors.join('\n'));
  return state;
}

const clock: Clock = { now: () => 0, sleep: () => Promise.resolve() };
