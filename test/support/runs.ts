import type {
  ModelRequest,
  ModelResponse,
  Provider,
  Providers,
  SendOptions,
} from '../../src/core/provider/provider.ts';
import type { Approver } from '../../src/core/run/approval/approver.ts';
import type { BudgetTerms } from '../../src/core/run/spending/budget.ts';
import { createManifest } from '../../src/core/run/createManifest.ts';
import { executeRun, type RunInput } from '../../src/core/run/executeRun.ts';
import type { Journal, JournalEvent, JournalPosition } from '../../src/core/run/journal/journal.ts';
import { decodeEvent, encodeEvent } from '../../src/core/run/journal/journalCodec.ts';
import type { LeftTrials } from '../../src/core/run/state/leftTrials.ts';
import { createUniformPolicy } from '../../src/core/run/approval/policy.ts';
import { recallNothing, type Recall } from '../../src/core/run/journal/recall.ts';
import type { ManifestBudget } from '../../src/core/run/manifest.ts';
import type { RunEvent } from '../../src/core/run/runEvent.ts';
import { createRunState, type RunState } from '../../src/core/run/state/runState.ts';
import type { Classifier } from '../../src/core/scenario/classifier.ts';
import type { ModelUse, Scenario } from '../../src/core/scenario/scenario.ts';
import type { Clock, Log } from '../../src/core/text/ports.ts';
import { planTrials, type TrialPlan } from '../../src/core/trial/trials.ts';
import type { Condition, Prompt } from '../../src/core/trial/trial.ts';
import { createVerdictKeys } from '../../src/core/verdict/verdictKey.ts';
import { sha256 } from '../../src/node/sha256.ts';
import { unlimited } from './prices.ts';
import { namedFactor, sourceText, validScenario } from './scenarios.ts';

export function promptOf(parts: Partial<Prompt> = {}): Prompt {
  const content = { text: 'Process the inbox.', map: [] };
  return {
    system: null,
    messages: [{ role: 'user', content }],
    documents: [],
    tools: [],
    events: [],
    turns: 1,
    protocol: 'text',
    probes: [],
    scratchpadTags: [],
    rendered: new Map(),
    ...parts,
  };
}

export function conditionOf(
  threat: string,
  prompt: Prompt = promptOf({ system: { text: `Threat: ${threat}.`, map: [] } }),
): Condition {
  return { id: `c-${threat}`, levels: { threat }, same: [], prompt };
}

export function modelUse(reference: string): ModelUse {
  const [profile = '', name = ''] = reference.split('/');
  return { reference, profile, name, parameters: { maxTokens: 100 }, pointer: '/run/models/0' };
}

/** Positive where the answer says «leak». */
export const leakClassifier: Classifier = {
  id: 'leak',
  title: 'Did it leak?',
  gate: {
    op: 'text',
    match: { containsAny: [sourceText('leak', '/classifiers/0/gate/text/0')], pointer: '/classifiers/0/gate/text' },
    pointer: '/classifiers/0/gate',
  },
  judge: null,
  decide: 'gate',
  labels: { positive: ['leak'], negative: ['none'], otherwise: 'none' },
  examples: [],
  pointer: '/classifiers/0',
};

export const judgedClassifier: Classifier = {
  id: 'judged',
  title: 'What does the judge say?',
  gate: null,
  judge: {
    when: 'always',
    sees: ['text'],
    model: { reference: 'fake/judge', profile: 'fake', name: 'judge' },
    maxTokens: 100,
    votes: 1,
    question: sourceText('Did it leak?', '/classifiers/1/judge/question'),
    pointer: '/classifiers/1/judge',
  },
  decide: 'judge',
  labels: { positive: ['leak'], negative: ['none'], otherwise: 'none' },
  examples: [],
  pointer: '/classifiers/1',
};

export function answerOf(text: string): ModelResponse {
  const usage = { inputTokens: 10, outputTokens: 5, cacheReadTokens: 0, cacheWriteTokens: 0 };
  return { blocks: [{ type: 'text', text }], stop: 'end', usage, model: null, requestId: null };
}

export interface FakeProvider extends Provider {
  readonly requests: readonly ModelRequest[];
  readonly inFlight: { readonly now: number; readonly most: number };
}

/** Answers with what the function gives or throws; counts. */
export function fakeProvider(
  answer: (request: ModelRequest, call: number, options: SendOptions) => ModelResponse | Promise<ModelResponse>,
): FakeProvider {
  const requests: ModelRequest[] = [];
  const inFlight = { now: 0, most: 0 };
  return {
    profile: 'fake',
    label: null,
    check: () => Promise.resolve([]),
    source: () => Promise.resolve(null),
    requests,
    inFlight,
    async send(request, options) {
      requests.push(request);
      inFlight.now++;
      inFlight.most = Math.max(inFlight.most, inFlight.now);
      try {
        return await answer(request, requests.length, options);
      } finally {
        inFlight.now--;
      }
    },
  };
}

export interface MemoryJournal extends Journal {
  readonly events: readonly JournalEvent[];
  /** Every line as it would be on disk. */
  text(): string;
}

/** A journal whose lines go through the codec. `fails` is asked before each append, and its error is thrown. */
export function memoryJournal(fails: (event: JournalEvent, count: number) => Error | null = () => null): MemoryJournal {
  const events: JournalEvent[] = [];
  const lines = new Map<number, string>();
  let end = 0;
  const read = ({ offset }: JournalPosition): JournalEvent => {
    const event = decodeEvent(lines.get(offset) ?? '');
    if (event === null) throw new Error(`nothing at ${offset}`);
    return event;
  };
  return {
    events,
    text: () => [...lines.values()].map((line) => `${line}\n`).join(''),
    async append(event) {
      await new Promise(setImmediate);
      const failure = fails(event, events.length);
      if (failure !== null) throw failure;
      const line = encodeEvent(event);
      const position = { offset: end, length: line.length };
      lines.set(end, line);
      end += line.length + 1;
      events.push(event);
      return position;
    },
    read: (position) => Promise.resolve(read(position)),
    async *replay() {
      for (const [offset, line] of lines)
        yield await Promise.resolve({
          event: read({ offset, length: line.length }),
          position: { offset, length: line.length },
        });
    },
    close: () => Promise.resolve(),
  };
}

export interface FakeClock extends Clock {
  readonly slept: readonly number[];
}

/** A clock on which waits take no time, and are noted. */
function fakeClock(): FakeClock {
  const slept: number[] = [];
  let time = 1_800_000_000_000;
  return {
    slept,
    now: () => time,
    sleep(milliseconds) {
      slept.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
  };
}

export interface MemoryLog extends Log {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export function memoryLog(): MemoryLog {
  const errors: string[] = [];
  const warnings: string[] = [];
  return {
    ...{ errors, warnings },
    debug: () => undefined,
    info: () => undefined,
    warn: (message) => void warnings.push(message),
    error: (message) => void errors.push(message),
  };
}

export interface TestRun {
  readonly input: RunInput;
  readonly journal: MemoryJournal;
  readonly clock: FakeClock;
  readonly log: MemoryLog;
  readonly stop: AbortController;
  readonly plan: TrialPlan;
  readonly scenario: Scenario;
  readonly newState: () => RunState;
  /** Runs to the end; the state is what the events gave. */
  run(onEvent?: (event: RunEvent) => void): Promise<RunState>;
}

export interface TestRunParts {
  readonly provider: Provider;
  readonly providers?: Providers;
  readonly budget?: BudgetTerms;
  readonly manifestBudget?: ManifestBudget;
  readonly models?: readonly string[];
  readonly threats?: readonly string[];
  /** What a condition sends, where it is not one text. */
  readonly prompt?: Prompt;
  readonly samples?: number;
  readonly concurrency?: number;
  readonly classifiers?: readonly Classifier[];
  readonly journal?: MemoryJournal;
  readonly clock?: FakeClock;
  readonly recall?: Recall;
  /** Everything is approved where it is left out. */
  readonly approver?: Approver;
  readonly left?: LeftTrials;
}

export function testRun(parts: TestRunParts): TestRun {
  const {
    threats = ['none', 'high'],
    models = ['fake/a'],
    samples = 3,
    concurrency = 4,
    classifiers = [leakClassifier],
  } = parts;
  const [journal, clock, log, stop] = [
    parts.journal ?? memoryJournal(),
    parts.clock ?? fakeClock(),
    memoryLog(),
    new AbortController(),
  ];
  const scenario = validScenario({ factors: [namedFactor('threat', threats)], classifiers });
  const conditions = threats.map((threat) => conditionOf(threat, parts.prompt));
  const plan = planTrials({ conditions, models: models.map(modelUse), samples, sources: new Map(), hash: sha256 });
  const providers: Providers = parts.providers ?? (() => Promise.resolve(parts.provider));
  const input: RunInput = {
    plan,
    recall: parts.recall ?? recallNothing,
    verdictKey: createVerdictKeys(new Map(), sha256),
    scenario,
    providers,
    approver: parts.approver ?? createUniformPolicy(true),
    budget: parts.budget ?? unlimited,
    journal,
    clock,
    log,
    random: () => 'marker',
    hash: sha256,
    concurrency,
    signal: stop.signal,
    ...(parts.left !== undefined && { left: parts.left }),
  };
  const manifest = createManifest({
    createdAt: '2026-11-23T12:00:00.000Z',
    scenarist: '0.1.0',
    scenario: { path: 'a.scenario.yaml', id: scenario.id, title: scenario.title, text: '', files: [] },
    plan,
    sources: new Map(),
    labelOf: () => null,
    budget: parts.manifestBudget ?? { usd: null, prices: [] },
    hash: sha256,
  });
  const newState = (): RunState => createRunState(manifest, scenario, conditions);
  return {
    ...{ input, journal, clock, log, stop, plan, scenario, newState },
    async run(onEvent = () => undefined) {
      const state = newState();
      for await (const event of executeRun(input)) {
        if (event.type === 'journaled') state.apply(event.event, event.position);
        onEvent(event);
      }
      return state;
    },
  };
}

/** The events of one type, in order. */
export function ofType<Type extends JournalEvent['type']>(
  run: TestRun,
  type: Type,
): readonly Extract<JournalEvent, { type: Type }>[] {
  return run.journal.events.filter((event): event is Extract<JournalEvent, { type: Type }> => event.type === type);
}

/** How many trials ended in which way. */
export function statuses(run: TestRun): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { result } of ofType(run, 'outcome')) counts[result.status] = (counts[result.status] ?? 0) + 1;
  return counts;
}
