import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import {
  createBudget,
  joinBudgets,
  OutOfBudget,
  type Budget,
  type Reservation,
} from '../../../src/core/run/spending/budget.ts';
import { runView } from '../../../src/core/view/runView.ts';
import { budgetRun } from '../../support/budgetRun.ts';
import { priceOf } from '../../support/prices.ts';
import { answerOf, fakeProvider, judgedClassifier, ofType, statuses, testRun } from '../../support/runs.ts';

/** A dollar for a million tokens each way: a token costs a million picodollars. */
const token = 1_000_000n;
const prices = () => priceOf({ input: 1, output: 1 });
const request = { input: 60, output: 40 };
const usage = (tokens: number) => ({ inputTokens: tokens, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 });

const { signal } = new AbortController();

function ofTokens(tokens: bigint): Budget {
  return createBudget({ prices, limit: tokens * token, spent: 0n });
}

/** What has become of each promise, once all that can go on has. */
async function fates(promises: readonly Promise<unknown>[]): Promise<readonly string[]> {
  const states = promises.map(() => 'waits');
  promises.forEach((promise, index) => {
    void promise.then(
      () => (states[index] = 'sent'),
      (cause: unknown) => (states[index] = cause instanceof Error ? cause.name : 'failed'),
    );
  });
  await new Promise(setImmediate);
  return states;
}

describe('a budget', () => {
  it('sets the worst case aside, and gives back what was not used', async () => {
    const budget = ofTokens(150n);
    const first = await budget.reserve('m', request, signal);
    const second = budget.reserve('m', request, signal);
    expect(await fates([second])).toEqual(['waits']);
    first.answered(usage(50));
    expect(await fates([second])).toEqual(['sent']);
    expect(budget.needed).toBeNull();
  });

  const settlements: readonly (readonly [what: string, settle: (each: Reservation) => void])[] = [
    ['an answer', (each) => each.answered(usage(100))],
    ['an answer that says nothing', (each) => each.answered({ ...usage(0), inputTokens: null, outputTokens: null })],
    ['a lost answer', (each) => each.failed(new ProviderError('timeout', 'lost', { ambiguous: true }))],
    ['a bug', (each) => each.failed(new TypeError('bug'))],
  ];
  it.each(settlements)('counts %s in full', async (_what, settle) => {
    const budget = ofTokens(199n);
    settle(await budget.reserve('m', request, signal));
    await expect(budget.reserve('m', request, signal)).rejects.toBeInstanceOf(OutOfBudget);
    expect(budget.needed).toBe(200n * token);
  });

  it('counts a refusal as nothing', async () => {
    const budget = ofTokens(100n);
    for (let time = 0; time < 5; time++)
      (await budget.reserve('m', request, signal)).failed(new ProviderError('overloaded', 'try again'));
    expect(await fates([budget.reserve('m', request, signal)])).toEqual(['sent']);
  });

  it('lets a small request pass a large one that waits, and refuses both when nothing is under way', async () => {
    const budget = ofTokens(150n);
    const first = await budget.reserve('m', request, signal);
    const large = budget.reserve('m', { input: 200, output: 0 }, signal);
    const small = await budget.reserve('m', { input: 10, output: 0 }, signal);
    expect(await fates([large])).toEqual(['waits']);
    first.answered(usage(100));
    small.answered(usage(10));
    expect(await fates([large])).toEqual(['OutOfBudget']);
  });

  it('ends every wait when the run stops', async () => {
    const stop = new AbortController();
    const budget = ofTokens(100n);
    const first = await budget.reserve('m', request, signal);
    const waiting = budget.reserve('m', request, stop.signal);
    const ofAnotherRun = budget.reserve('m', request, signal);
    stop.abort();
    expect(await fates([waiting, ofAnotherRun])).toEqual(['ProviderError', 'waits']);
    first.unused();
    expect(await fates([ofAnotherRun])).toEqual(['sent']);
  });

  it('sends nothing to a model without a price', async () => {
    const budget = createBudget({ prices: () => null, limit: token, spent: 0n });
    await expect(budget.reserve('lab/x', request, signal)).rejects.toThrow(/price of lab\/x is not known/);
  });
});

describe('a budget that runs share', () => {
  it('holds for all of them together, beside that of each', async () => {
    const shared = ofTokens(250n);
    const [a, b] = [joinBudgets(ofTokens(1000n), shared), joinBudgets(ofTokens(100n), shared)];
    (await a.reserve('m', request, signal)).answered(usage(100));
    (await b.reserve('m', request, signal)).answered(usage(100));
    await expect(b.reserve('m', { input: 40, output: 0 }, signal)).rejects.toBeInstanceOf(OutOfBudget);
    expect(b.needed).toBe(140n * token);
    expect([a.isUsedUp, b.isUsedUp]).toEqual([false, true]);
    await expect(a.reserve('m', request, signal)).rejects.toBeInstanceOf(OutOfBudget);
    expect([a.isUsedUp, a.needed, shared.needed]).toEqual([true, null, 300n * token]);
  });

  it('gives back what one run set aside and the other budget refused', async () => {
    const shared = ofTokens(100n);
    const own = ofTokens(200n);
    const both = joinBudgets(own, shared);
    const first = await both.reserve('m', request, signal);
    const second = both.reserve('m', request, signal);
    expect(await fates([second])).toEqual(['waits']);
    first.answered(usage(50));
    expect(await fates([second])).toEqual(['OutOfBudget']);
    expect(await fates([own.reserve('m', { input: 150, output: 0 }, signal)])).toEqual(['sent']);
  });
});

describe('a run with a budget', () => {
  // 100 tokens out and the frame of a request: each trial may cost a little more than 2,100 tokens, and costs 15.
  const bought = (tokens: bigint, samples: number, classifiers = [judgedClassifier].slice(1)) =>
    testRun({
      provider: fakeProvider(() => answerOf('leak')),
      ...{ samples, classifiers, threats: ['none'], concurrency: 1 },
      budget: { prices, limit: tokens * token, spent: 0n },
      manifestBudget: {
        usd: Number(tokens) / 1e6,
        prices: ['fake/a', 'fake/judge'].map((model) => ({ model, price: prices() })),
      },
    });

  it('ends where the next request does not fit, and says what was spent and what it takes to go on', async () => {
    const run = bought(2200n, 10);
    const state = await run.run();
    expect(state.end).toBe('out-of-budget');
    const { spent, budget, needed, reserved } = runView(state, { stale: false, stopping: false }).cost;
    const { completed } = state.progress;
    expect(completed).toBeGreaterThan(2);
    expect(completed).toBeLessThan(10);
    expect(spent).toEqual([completed * 15e-6, completed * 15e-6]);
    expect([budget, reserved]).toEqual([2200e-6, 0]);
    const least = needed ?? 0;
    expect(least).toBeGreaterThan(2200e-6);
    expect((await bought(BigInt(Math.round(least * 1e6)), completed + 1).run()).end).toBe('finished');
    expect((await bought(BigInt(Math.round(least * 1e6)) - 1n, completed + 1).run()).end).toBe('out-of-budget');
  });

  it('leaves a judge that it cannot pay unasked: no verdict, so that a run that goes on asks it', async () => {
    const run = bought(2150n, 1, [judgedClassifier]);
    const state = await run.run();
    expect(statuses(run)).toEqual({ completed: 1 });
    expect(ofType(run, 'verdict')).toEqual([]);
    expect(state.end).toBe('out-of-budget');
  });

  it('that is too small for anything sends nothing', async () => {
    const run = bought(10n, 3);
    const state = await run.run();
    expect(ofType(run, 'intent')).toEqual([]);
    expect([state.end, state.progress.completed]).toEqual(['out-of-budget', 0]);
  });

  it('never costs more than it, whatever fails, and the journal tells as much as the server billed', async () => {
    const ends = new Set<string | null>();
    for (let seed = 1; seed <= 50; seed++) {
      const { state, limit, billed } = await budgetRun(seed);
      const { spent, reserved } = state.books.money;
      expect({ seed, overshoot: billed > limit ? billed - limit : 0n, reserved }).toEqual({
        seed,
        overshoot: 0n,
        reserved: 0n,
      });
      expect(spent.atLeast <= billed && billed <= (spent.atMost ?? -1n) && (spent.atMost ?? -1n) <= limit).toBe(true);
      ends.add(state.end);
    }
    expect(ends).toEqual(new Set(['finished', 'out-of-budget']));
  });
});
