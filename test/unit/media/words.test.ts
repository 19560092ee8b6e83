import { describe, expect, it } from 'vitest';
import type { RunStatus } from '../../../media/viewTypes.ts';
import { cellSentence, costSentence, outcomeOf, spendWords } from '../../../media/words.ts';
import { runSentence } from '../../../src/core/view/shown/runSentence.ts';
import { labelCounts } from '../../../src/core/view/shown/words.ts';
import { cell, runView, trialRow } from './factories.ts';

const space = '\u00a0';

describe('how a run is going', () => {
  it.each([
    ['running', { completed: 31, failed: 0, stopped: 0, running: 4 }, 'Running: 31 of 80 done, 4 under way.'],
    ['running', { completed: 30, failed: 1, stopped: 0, running: 4 }, 'Running: 31 of 80 done, 1 failed, 4 under way.'],
    ['stopping', { completed: 31, failed: 0, stopped: 0, running: 1 }, 'Stopping: 1 trial still under way.'],
    ['stopped', { completed: 31, failed: 0, stopped: 4, running: 0 }, 'Stopped after 31 of 80 trials, 4 cut off.'],
    ['finished', { completed: 80, failed: 0, stopped: 0, running: 0 }, 'Finished: 80 trials.'],
    ['finished', { completed: 78, failed: 2, stopped: 0, running: 0 }, 'Finished with 2 failed trials of 80.'],
    [
      'failed',
      { completed: 3, failed: 1, stopped: 0, running: 0 },
      'The run broke off after 4 of 80 trials, 1 failed.',
    ],
  ] satisfies [RunStatus, object, string][])('%s, %j', (status, progress, expected) => {
    expect(runSentence(runView({ status, progress: { planned: 80, ...progress } }))).toBe(expected);
  });
});

describe('a run that was gone on with', () => {
  it.each([
    ['running', 1, { completed: 68, failed: 0, running: 4 }, 'Resumed: 12 of 80 trials left, 4 under way.'],
    ['running', 1, { completed: 67, failed: 1, running: 4 }, 'Resumed: 13 of 80 trials left, 1 failed, 4 under way.'],
    ['finished', 1, { completed: 80, failed: 0, running: 0 }, 'Finished: 80 trials, resumed once.'],
    ['finished', 3, { completed: 78, failed: 2, running: 0 }, 'Finished with 2 failed trials of 80, resumed 3 times.'],
    ['stopped', 2, { completed: 70, failed: 0, running: 0 }, 'Stopped after 70 of 80 trials, resumed 2 times.'],
    ['failed', 1, { completed: 70, failed: 0, running: 0 }, 'The run broke off after 70 of 80 trials, resumed once.'],
  ] satisfies [RunStatus, number, object, string][])('%s, %i, %j', (status, resumed, progress, expected) => {
    const view = runView({ status, resumed, progress: { planned: 80, stopped: 0, ...progress } });
    expect(runSentence(view)).toBe(expected);
  });
});

describe('a cell in words', () => {
  it.each([
    ['a rate', {}, `7 of 10 positive, 70${space}%, 95 % interval [40–89]`],
    [
      'what was left out, and what that could change',
      { excluded: { judge_error: 2, truncated: 1 }, bounds: [0.538, 0.769] },
      `7 of 10 positive, 70${space}%, 95 % interval [40–89]; left out: 2 judge error, 1 cut off ([54–77] if all of that went one way or the other)`,
    ],
    ['nothing at all', { graded: 0, positive: 0, rate: null, interval: null, bounds: null }, 'nothing graded yet'],
    [
      'nothing but what was left out',
      { graded: 0, positive: 0, rate: null, interval: null, bounds: [0, 1], excluded: { empty: 3 } },
      'nothing graded; left out: 3 empty answer',
    ],
  ] as const)('%s', (_, change, expected) => {
    expect(cellSentence(cell(change))).toBe(expected);
  });

  it('names its labels, the most frequent first', () => {
    expect(labelCounts({ none: 3, leak: 7, other: 0 })).toBe('leak 7, none 3');
  });
});

describe('what a row says of its trial', () => {
  const verdict = (status: 'graded' | 'judge_error', label: string | null, positive: boolean | null) => ({
    verdicts: [{ classifier: 'leak', status, label, positive }],
  });
  it.each([
    ['a positive label', verdict('graded', 'leak', true), { kind: 'positive', word: 'leak' }],
    ['a negative label', verdict('graded', 'none', false), { kind: 'negative', word: 'none' }],
    ['a verdict that does not count', verdict('judge_error', null, null), { kind: 'excluded', word: 'judge error' }],
    ['no verdict yet', {}, { kind: 'ungraded', word: 'done' }],
    ['still running', { state: 'running' }, { kind: 'running', word: 'running…' }],
    ['failed', { state: 'failed' }, { kind: 'failed', word: 'failed' }],
    ['a label that deceives', verdict('graded', 'no\u202Ene', false), { kind: 'negative', word: 'no⟨U+202E⟩ne' }],
  ] as const)('%s', (_, change, expected) => {
    expect(outcomeOf(trialRow(1, change), 'leak')).toEqual(expected);
  });
});

describe('what a run cost', () => {
  it.each([
    [[0, 0], null, ''],
    [[0.0425, 0.0425], null, '$0.043'],
    [[1.5, 1.5], 20, '$1.50 of $20.00'],
    [[1, 2], null, 'at most $2.00'],
    [[0, null], null, 'cost not known'],
    [[3, null], null, 'at least $3.00'],
  ] as const)('%j of %s: «%s»', (spent, budget, words) => {
    expect(spendWords(runView({ cost: { spent, reserved: 0, budget, needed: null } }))).toBe(words);
  });

  it('ends with what it takes to go on, where the budget ended it', () => {
    const cost = { spent: [19.5, 19.5], reserved: 0, budget: 20, needed: 20.2412 } as const;
    const view = runView({ status: 'out-of-budget', cost });
    expect(runSentence(view)).toMatch(/^Out of budget after 0 of 80 trials; to go on it takes \$20\.25\.$/);
    expect(costSentence(view)).toContain('at least $20.25');
  });
});
