/** Runs whose trials are sent as batches, to a loopback service that does with them what it is told. */
import { afterEach, describe, expect, it } from 'vitest';
import { executeRun, type RunInput } from '../../../src/core/run/executeRun.ts';
import type { Recall } from '../../../src/core/run/journal/recall.ts';
import { remainingPlan } from '../../../src/core/run/state/remainingPlan.ts';
import type { RunState } from '../../../src/core/run/state/runState.ts';
import { replayInto } from '../../../src/core/run/trialEvents.ts';
import { fromUsd, toUsd } from '../../../src/core/provider/cost.ts';
import type { Clock } from '../../../src/core/text/ports.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { createAnthropicProvider } from '../../../src/providers/anthropic/anthropicProvider.ts';
import { startPricedApi, type PricedApi, type PricedApiOptions, type ResultLine } from '../../support/pricedApi.ts';
import { priceOf } from '../../support/prices.ts';
import {
  memoryJournal,
  ofType,
  promptOf,
  testRun,
  type MemoryJournal,
  type TestRun,
  type TestRunParts,
} from '../../support/runs.ts';

const reference = 'anthropic/claude-sonnet-5-5';
const trials = 6;
const price = priceOf({ input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5, batch: 0.5 });

/** Waits between polls take a moment; what ends within a second takes its time. */
const quickClock: Clock = {
  now: () => systemClock.now(),
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds < 900 ? milliseconds : 2, signal),
};

const open: PricedApi[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.close();
});

async function serve(options: PricedApiOptions = {}): Promise<PricedApi> {
  const api = await startPricedApi(options);
  open.push(api);
  return api;
}

let tokens = 0;

async function prepare(api: PricedApi, parts: Partial<TestRunParts> = {}): Promise<TestRun> {
  const provider = await createAnthropicProvider({ apiKey: 'sk-ant-key', baseUrl: api.url, clock: systemClock });
  const manifestBudget = { usd: null, prices: [{ model: reference, price }] };
  return testRun({ provider, models: [reference], manifestBudget, ...parts });
}

async function execute(run: TestRun, parts: Partial<RunInput> = {}, state = run.newState()): Promise<RunState> {
  const random = (): string => `token${(tokens++).toString().padStart(19, '0')}`;
  for await (const event of executeRun({ ...run.input, clock: quickClock, random, batch: true, ...parts }))
    if (event.type === 'journaled') state.apply(event.event, event.position);
  return state;
}

/** As a new process does it. */
async function resume(run: TestRun): Promise<RunState> {
  const state = run.newState();
  const { batches } = await replayInto(state, run.journal);
  const { signal } = new AbortController();
  const outcomes = new Map(ofType(run, 'outcome').map(({ trial, result }) => [trial, result]));
  const recall: Recall = ({ id }) => {
    const result = outcomes.get(id);
    const known =
      result?.status === 'completed' ? { copy: [], transcript: result.transcript, graded: new Set<string>() } : null;
    return Promise.resolve(known);
  };
  const plan = remainingPlan(run.plan, state);
  return execute(run, { plan, recall, pending: batches, signal }, state);
}

async function runOnce(options: PricedApiOptions = {}, parts: Partial<TestRunParts> = {}) {
  const api = await serve(options);
  const run = await prepare(api, parts);
  const state = await execute(run);
  return { api, run, state };
}

const completed = (run: TestRun): readonly string[] =>
  ofType(run, 'outcome').flatMap(({ result, trial }) => (result.status === 'completed' ? [trial] : []));

function expectAllOnce(run: TestRun): void {
  expect(completed(run)).toHaveLength(trials);
  expect(new Set(completed(run)).size).toBe(trials);
  expect(ofType(run, 'verdict')).toHaveLength(trials);
}

const replaced = (at: number, result: ResultLine['result']) => (lines: readonly ResultLine[], batch: number) =>
  batch > 0 ? lines : lines.map((line, index) => (index === at ? { ...line, result } : line));

describe('a run as a batch', () => {
  it('sends all trials as one, first one of each condition, and takes what comes back in any order', async () => {
    const { api, run, state } = await runOnce({ polls: 2, results: (lines) => [...lines].reverse() });
    expect(api.batches).toHaveLength(1);
    const systems = api.batches[0]?.items.map(({ params }) => params.system);
    const [none, high] = ['Threat: none.', 'Threat: high.'];
    expect(systems).toEqual([none, high, none, none, high, high]);
    expectAllOnce(run);
    expect(state.end).toBe('finished');
    expect(ofType(run, 'batch').map(({ state: what }) => what)).toEqual(['planned', 'created', 'ended']);
    const types = run.journal.events.map(({ type }) => type);
    expect(types.slice(0, trials + 2)).toEqual([...Array<string>(trials).fill('intent'), 'batch', 'batch']);
  });

  it('costs half, and says so', async () => {
    const { api, state } = await runOnce();
    expect(api.bill.usd).toBeGreaterThan(0);
    const { atLeast, atMost } = state.books.money.spent;
    expect(toUsd(atLeast)).toBeCloseTo(api.bill.usd, 12);
    expect(atMost).toBe(atLeast);
  });

  const errored = (type: string) => ({ type: 'errored', error: { type: 'error', error: { type, message: 'no' } } });
  it.each<readonly [string, PricedApiOptions['results'], attempts: number, ambiguous: number]>([
    ['comes twice', (lines) => [...lines, ...lines], 0, 0],
    [
      'is of another batch',
      (lines) => [{ custom_id: 'x', result: { type: 'succeeded', message: {} } }, ...lines],
      0,
      0,
    ],
    ['is missing', (lines, batch) => (batch === 0 ? lines.slice(1) : lines), 1, 1],
    ['is torn', (lines, batch) => (batch === 0 ? ['{"custom_id": "', ...lines.slice(1)] : lines), 1, 1],
    ['holds no message', replaced(2, { type: 'succeeded', message: {} }), 1, 1],
    ['failed at the service', replaced(2, errored('api_error')), 1, 0],
    ['met an overload', replaced(2, errored('overloaded_error')), 1, 0],
    ['ran out of time', replaced(2, { type: 'expired' }), 1, 0],
    ['was cancelled', replaced(2, { type: 'canceled' }), 1, 0],
  ])('sends again what has no answer, where a result %s', async (_what, results, attempts, ambiguous) => {
    const { api, run, state } = await runOnce({ ...(results && { results }) });
    expectAllOnce(run);
    expect(state.books.attempts).toEqual({ failed: attempts, ambiguous });
    expect(api.batches.map(({ items }) => items.length)).toEqual(attempts === 0 ? [trials] : [trials, attempts]);
  });

  it('gives up a request that the service refuses, and one that never gets an answer', async () => {
    const { run, state } = await runOnce({ results: replaced(2, errored('invalid_request_error')) });
    expect(state.progress).toMatchObject({ completed: trials - 1, failed: 1 });
    expect(ofType(run, 'batch').filter(({ state: what }) => what === 'created')).toHaveLength(1);
    const silent = await runOnce({ results: (lines) => lines.filter((_, index) => index > 0) });
    expect(silent.state.progress).toMatchObject({ completed: trials - 1, failed: 1 });
    expect(silent.api.batches).toHaveLength(3);
  });

  it.each<readonly [string, PricedApiOptions['fault']]>([
    ['the answer to its creation is lost', (step, count) => (step === 'create' && count === 1 ? 'lost' : null)],
    ['its creation fails', (step, count) => (step === 'create' && count === 1 ? { status: 500 } : null)],
    ['it is refused for coming too soon', (step, count) => (step === 'create' && count < 3 ? { status: 429 } : null)],
    ['its state cannot be read', (step, count) => (step === 'status' && count < 5 ? { status: 503 } : null)],
    ['its results break off', (step, count) => (step === 'results' && count < 3 ? 'lost' : null)],
    ['all of that', (_step, count) => (count === 1 ? 'lost' : count === 2 ? { status: 529 } : null)],
  ])('buys nothing twice where %s', async (_what, fault) => {
    const { api, run } = await runOnce({ ...(fault && { fault }), polls: 1 });
    expectAllOnce(run);
    expect({ batches: api.batches.length, billed: api.bill.requests }).toEqual({ batches: 1, billed: trials });
  });

  it('takes no other batch for its own when it looks for it', async () => {
    const api = await serve({ fault: (step, count) => (step === 'create' && count === 2 ? 'lost' : null) });
    await execute(await prepare(api, { threats: ['a', 'b'] }));
    const run = await prepare(api);
    await execute(run);
    expectAllOnce(run);
    expect(api.batches).toHaveLength(2);
  });

  it('fails all that is left where the key is refused', async () => {
    const { api, state } = await runOnce({ fault: () => ({ status: 401 }) });
    expect(state.progress).toMatchObject({ failed: trials });
    expect(api.requests).toHaveLength(1);
  });

  it('does not follow results to another origin, and finds them again once they are there', async () => {
    const other = await serve();
    let isForeign = true;
    const api = await serve({ resultsUrl: (url) => (isForeign ? url.replace(api.url, other.url) : url) });
    const run = await prepare(api);
    await expect(execute(run)).rejects.toThrow(/another address/);
    expect(other.requests).toEqual([]);
    isForeign = false;
    expect((await resume(run)).end).toBe('finished');
    expectAllOnce(run);
    expect(api.bill.requests).toBe(trials);
  });
});

describe('a batch and its process', () => {
  /** Wherever the process ends, and with it the writing of the journal. */
  const phases = Array.from({ length: 2 * trials + 12 }, (_, count) => count);
  it.each(phases)('survives an end after %d lines: nothing is bought twice', async (lines) => {
    const api = await serve({ polls: 1 });
    let most = lines;
    const journal: MemoryJournal = memoryJournal((_event, count) => (count >= most ? new Error('killed') : null));
    const run = await prepare(api, { journal });
    await execute(run).catch(() => undefined);
    most = Infinity;
    const state = await resume(run);
    expect(state.end).toBe('finished');
    expectAllOnce(run);
    expect(api.bill.requests).toBe(trials);
    const again = run.newState();
    await replayInto(again, journal);
    expect(again.progress).toEqual(state.progress);
    expect(toUsd(again.books.money.spent.atLeast)).toBeCloseTo(api.bill.usd, 12);
  });

  it('is cancelled by Stop, and what was cancelled is sent again by the run that goes on', async () => {
    const api = await serve({ polls: 1_000 });
    const run = await prepare(api);
    const state = run.newState();
    const stopped = execute(run, {}, state);
    while (api.batches[0]?.polls !== 3) await new Promise((resolve) => setTimeout(resolve, 1));
    run.stop.abort();
    await stopped;
    expect(state.end).toBe('stopped');
    expect(api.batches[0].cancelled).toBe(true);
    expect(state.books.batches).toMatchObject([{ state: 'cancelled', id: 'msgbatch_1', requests: trials }]);
    expect(completed(run)).toEqual([]);
    api.endBatches();
    const resumed = resume(run);
    expect((await resumed).end).toBe('finished');
    expectAllOnce(run);
    expect(api.bill.requests).toBe(trials);
  });

  it('goes on at the service where only its process ends', async () => {
    const api = await serve({ polls: 1_000 });
    const run = await prepare(api);
    const left = new AbortController();
    for await (const event of executeRun({
      ...run.input,
      clock: quickClock,
      random: () => 'left',
      batch: true,
      signal: left.signal,
    }))
      if (event.type === 'journaled' && event.event.type === 'batch' && event.event.state === 'created') break;
    expect(api.batches[0]?.cancelled).toBe(false);
    api.endBatches();
    const resumed = resume(run);
    expect((await resumed).end).toBe('finished');
    expect(api.batches).toHaveLength(1);
    expectAllOnce(run);
  });
});

describe('what trials share', () => {
  const promptOfLength = (length: number) => promptOf({ system: { text: 'x'.repeat(length), map: [] } });

  it.each([
    ['one by one', false],
    ['as a batch', true],
  ])('is paid for once for each condition, and read by all others, %s', async (_how, batch) => {
    const api = await serve({ firstByteMs: 10, lanes: 1 });
    const run = await prepare(api, { prompt: promptOfLength(5_000), threats: ['none'], samples: 8, concurrency: 8 });
    const state = await execute(run, { batch });
    const prefix = Math.ceil((5_000 + 'Process the inbox.'.length) / 4);
    expect(state.books.usage).toMatchObject({ inputTokens: 0, cacheWriteTokens: prefix, cacheReadTokens: 7 * prefix });
    expect(toUsd(state.books.money.spent.atLeast)).toBeCloseTo(api.bill.usd, 12);
  });

  it('is not marked where it is too short for the model, or where nobody shares it', async () => {
    const api = await serve();
    await execute(await prepare(api, { prompt: promptOfLength(4_000) }), { batch: false });
    await execute(await prepare(api, { prompt: promptOfLength(5_000), samples: 1 }), { batch: false });
    expect(api.requests).toHaveLength(8);
    expect(JSON.stringify(api.requests)).not.toContain('cache_control');
  });
});

describe('the budget of a batch', () => {
  const prices = () => price;
  it.each([
    [0.0035, 1],
    [0.01, 3],
    [0.02, 6],
  ])('of $%d sends as many at once as fit', async (usd, most) => {
    const api = await serve();
    const run = await prepare(api, { budget: { prices, limit: fromUsd(usd), spent: 0n } });
    await execute(run);
    expect(Math.max(...api.batches.map(({ items }) => items.length))).toBe(most);
    expect(api.bill.usd).toBeLessThanOrEqual(usd);
    expectAllOnce(run);
  });

  it('ends the run where not one fits, at the price of a batch', async () => {
    const api = await serve();
    const run = await prepare(api, { budget: { prices, limit: fromUsd(0.0001), spent: 0n } });
    expect((await execute(run)).end).toBe('out-of-budget');
    expect(api.requests).toEqual([]);
  });
});
