import { describe, expect, it, test } from 'vitest';
import { free } from '../../../src/core/provider/price.ts';
import { estimateWords, priceWords, runCostSentence, tokenWords } from '../../../src/core/view/costWords.ts';
import { dollars } from '../../../src/core/view/shown/numbers.ts';
import { estimateRun, sumEstimates, type EstimateInput } from '../../../src/core/view/estimate.ts';
import { priceOf } from '../../support/prices.ts';
import { conditionOf, judgedClassifier, leakClassifier, modelUse, promptOf } from '../../support/runs.ts';

const prompt = promptOf({ system: { text: 'x'.repeat(3982), map: [] } });
const input: EstimateInput = {
  conditions: [conditionOf('none', prompt), conditionOf('high', prompt)],
  models: [modelUse('fake/a')],
  samples: 10,
  scenario: { classifiers: [leakClassifier] },
  prices: () => priceOf({ input: 1, output: 5 }),
};

describe('what a run would take', () => {
  it('reaches from no output to all of it', () => {
    const estimate = estimateRun(input);
    expect(estimate).toMatchObject({
      trials: 20,
      judgeCalls: 0,
      inputTokens: 20_000,
      outputTokens: 2000,
      isCounted: false,
    });
    expect(estimate.costUsd).toEqual([0.02, 0.02 + 0.01]);
    expect(`${tokenWords(estimate)}: ${estimateWords(estimate)}`).toBe(
      '≈ 20,000 tokens in, at most 2,000 out: ≈ $0.02–$0.03',
    );
  });

  it('is less where earlier runs have some of it', () => {
    const judged = { ...input, scenario: { classifiers: [judgedClassifier] } };
    const reusable = (condition: string) => (condition === 'c-none' ? 10 : 4);
    const estimate = estimateRun({ ...judged, reusable });
    // What is reused costs nothing, but a judge that has changed is asked about it.
    expect(estimate).toMatchObject({ trials: 20, reused: 14, inputTokens: 6000, judgeCalls: 20 });
    expect(estimate.costUsd?.[0]).toBe(0.006);
    const both = sumEstimates([estimate, estimateRun(judged)]);
    expect(both).toMatchObject({ trials: 40, reused: 14, inputTokens: 26_000 });
    expect(sumEstimates([estimate, estimateRun({ ...input, prices: () => null })])).toMatchObject({
      costUsd: null,
      unpriced: ['fake/a'],
    });
  });

  it('sends each answer of a conversation again with every request after it', () => {
    const talk = estimateRun({ ...input, conditions: [conditionOf('none', { ...prompt, turns: 3 })], samples: 1 });
    expect(talk.outputTokens).toBe(300);
    expect(talk.costUsd?.[0]).toBe(0.001);
    expect(talk.costUsd?.[1]).toBeCloseTo((3 * 1000 + 100 + 200 + 300 * 5) / 1e6, 9);
  });

  it('has the judges only in what it takes at most', () => {
    const { judgeCalls, outputTokens, costUsd } = estimateRun({
      ...input,
      scenario: { classifiers: [judgedClassifier] },
    });
    expect([judgeCalls, outputTokens]).toEqual([20, 4000]);
    expect(costUsd?.[0]).toBe(0.02);
    expect(costUsd?.[1]).toBeGreaterThan(0.04);
  });

  it('takes what was counted for what it is', () => {
    const counted = estimateRun({ ...input, counted: () => 1234 });
    expect(counted).toMatchObject({ inputTokens: 24_680, isCounted: true });
    expect(tokenWords(counted)).toBe('24,680 tokens in, at most 2,000 out');
    expect(estimateRun({ ...input, counted: ({ id }) => (id === 'c-none' ? 1234 : null) }).isCounted).toBe(false);
  });

  it('is not known where one price is not, the judge’s too', () => {
    const prices = (reference: string) => (reference === 'fake/judge' ? null : priceOf());
    const estimate = estimateRun({ ...input, prices, scenario: { classifiers: [judgedClassifier] } });
    expect([estimate.costUsd, estimate.unpriced]).toEqual([null, ['fake/judge']]);
    expect(estimateWords(estimate)).toBe('cost not known: no price for fake/judge');
  });

  it('is free where every model is', () => {
    expect(estimateWords(estimateRun({ ...input, prices: () => free }))).toBe('free');
  });
});

test.each([
  [0, '$0'],
  [0.000012, '$0.000012'],
  [0.0423, '$0.042'],
  [0.5, '$0.50'],
  [0.999, '$1.00'],
  [12.5, '$12.50'],
  [1234.567, '$1,234.57'],
])('%d dollars are written %s', (usd, words) => {
  expect(dollars(usd)).toBe(words);
});

test.each([
  [{ spent: [0, 0], reserved: 0, budget: null, needed: null }, ''],
  [{ spent: [1.5, 1.5], reserved: 0, budget: null, needed: null }, 'Spent $1.50.'],
  [{ spent: [0.5, 0.5], reserved: 0.25, budget: 20, needed: null }, 'Spent $0.50 of $20.00; $0.25 reserved.'],
  [{ spent: [1, 2], reserved: 0, budget: null, needed: null }, 'Spent at most $2.00, at least $1.00.'],
  [{ spent: [0, null], reserved: null, budget: null, needed: null }, 'What it cost is not known.'],
  [{ spent: [3, null], reserved: null, budget: null, needed: null }, 'What it cost is not known; at least $3.00.'],
  [
    { spent: [19.5, 19.5], reserved: 0, budget: 20, needed: 20.2412 },
    'Spent $19.50 of $20.00; to go on, the budget has to be at least $20.25.',
  ],
] as const)('a run that cost %j says: %s', (cost, words) => {
  expect(runCostSentence(cost)).toBe(words);
});

test('a price says where and when it was read, or that it is not known', () => {
  expect(priceWords(null)).toContain('not known');
  expect(priceWords(free)).toBe('Price: free.');
  const read = priceOf({ input: 0.125, output: 4, source: 'https://prices.test', read: '2026-11-25' });
  expect(priceWords(read)).toBe(
    'Price for a million tokens: $0.125 in, $4 out. Read on 2026-11-25 at https://prices.test.',
  );
  expect(priceWords(priceOf())).toContain('From your settings.');
});
