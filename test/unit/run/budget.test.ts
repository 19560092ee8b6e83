import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { createBudget, OutOfBudget, type Budget, type Reservation } from '../../../src/core/run/budget.ts';
import { createStopper } from '../../../src/core/run/stopper.ts';
import { runView } from '../../../src/core/view/runView.ts';
import { budgetRun } from '../../support/budgetRun.ts';
import { priceOf } from '../../support/prices.ts';
import { answerOf, fakeProvider, judgedClassifier, ofType, statuses, testRun } from '../../support/runs.ts';

/** A dollar for a million tokens each way: a token costs a million picodollars. */
const token = 1_000_000n;
const prices = () => priceOf({ input: 1, output: 1 });
const request = { input: 60, output: 40 };
const usage = (tokens: number) => ({ inputTokens: tokens, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 });

function ofTokens(tokens: bigint, stop = new AbortController()): Budget {
  return createBudget({ prices, limit: tokens * token, spent: 0n }, createStopper(stop.signal).signal);
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
    const first = await budget.reserve('m', request);
    const second = budget.reserve('m', request);
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
    settle(await budget.reserve('m', request));
    await expect(budget.reserve('m', request)).rejects.toBeInstanceOf(OutOfBudget);
    expect(budget.needed).toBe(200n * token);
  });

  it('counts a refusal as nothing', async () => {
    const budget = ofTokens(100n);
    for (let time = 0; time < 5; time++)
      (await budget.reserve('m', request)).failed(new ProviderError('overloaded', 'try again'));
    expect(await fates([budget.reserve('m', request)])).toEqual(['sent']);
  });

  it('lets a small request pass a large one that waits, and refuses both when nothing is under way', async () => {
    const budget = ofTokens(150n);
    const first = await budget.reserve('m', request);
    const large = budget.reserve('m', { input: 200, output: 0 });
    const small = await budget.reserve('m', { input: 10, output: 0 });
    expect(await fates([large])).toEqual(['waits']);
    first.answered(usage(100));
    small.answered(usage(10));
    expect(await fates([large])).toEqual(['OutOfBudget']);
  });

  it('ends every wait when the run stops', async () => {
    const stop = new AbortController();
    const budget = ofTokens(100n, stop);
    await budget.reserve('m', request);
    const waiting = budget.reserve('m', request);
    stop.abort();
    expect(await fates([waiting])).toEqual(['ProviderError']);
  });

  it('sends nothing to a model without a price', async () => {
    const budget = createBudget({ prices: () => null, limit: token, spent: 0n }, new AbortController().signal);
    await expect(budget.reserve('lab/x', request)).rejects.toThrow(/price of lab\/x is not known/);
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
      const { spent, reserved } = state.money;
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
