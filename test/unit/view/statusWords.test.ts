import { expect, it, test } from 'vitest';
import { endedWords, runningWords } from '../../../src/core/view/statusWords.ts';
import type { RunCost, RunSums } from '../../../src/core/view/views.ts';

function sums(cost: Partial<RunCost>, progress: Partial<RunSums['progress']> = {}): RunSums {
  return {
    progress: { planned: 1240, completed: 12, failed: 0, stopped: 0, running: 3, ...progress },
    reused: 0,
    attempts: { failed: 0, ambiguous: 0 },
    usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 },
    cost: { spent: [0, 0], reserved: 0, budget: null, needed: null, ...cost },
  };
}

test.each<[Partial<RunCost>, string]>([
  [{}, '12/1,240'],
  [{ spent: [0.31, 0.31], budget: 5 }, '12/1,240 · $0.31 of $5.00'],
  [{ spent: [0.31, 0.31] }, '12/1,240 · $0.31'],
  [{ spent: [0.31, 0.4], budget: 5 }, '12/1,240 · at most $0.40 of $5.00'],
  [{ spent: [0, null] }, '12/1,240 · cost not known'],
  [{ spent: [0.2, null], budget: 5 }, '12/1,240 · at least $0.20 of $5.00'],
])('%o while it runs: %s', (cost, words) => {
  expect(runningWords(sums(cost))).toBe(words);
});

it('says how it ended', () => {
  expect(endedWords(sums({}, { completed: 1240 }), ['finished'])).toBe('1,240/1,240');
  expect(endedWords(sums({}, { completed: 38, failed: 2 }), ['finished', 'stopped'])).toBe(
    '40/1,240 · 2 failed · stopped',
  );
  expect(endedWords(sums({}), ['out-of-budget', 'failed'])).toBe('12/1,240 · out of budget · broke off');
});
