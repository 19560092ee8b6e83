import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, createTally, type CountedVerdict } from '../../../src/core/stats/tally.ts';
import { verdictStatuses } from '../../../src/core/verdict/verdict.ts';
import { binomialTest } from '../../support/binomial.ts';

const place = { condition: 'c1', levels: { goal: 'none' }, model: 'scripted/demo', classifier: 'leak' };
const leak: CountedVerdict = { status: 'graded', label: 'leak', positive: true };
const none: CountedVerdict = { status: 'graded', label: 'none', positive: false };
const broken: CountedVerdict = { status: 'judge_error', label: null, positive: null };

describe('a cell', () => {
  it.each<[name: string, verdicts: readonly CountedVerdict[], expected: object]>([
    ['nothing yet', [], { graded: 0, positive: 0, rate: null, interval: null, excluded: {}, bounds: null, labels: {} }],
    [
      'only what was left out',
      [broken, broken],
      { graded: 0, rate: null, interval: null, excluded: { judge_error: 2 }, bounds: [0, 1] },
    ],
    [
      'what was left out is in the bounds alone',
      [leak, none, none, broken],
      {
        graded: 3,
        positive: 1,
        rate: 1 / 3,
        excluded: { judge_error: 1 },
        bounds: [0.25, 0.5],
        labels: { leak: 1, none: 2 },
      },
    ],
    ['all graded', [leak, none], { graded: 2, rate: 0.5, bounds: [0.5, 0.5], excluded: {} }],
  ])('%s', (_name, verdicts, expected) => {
    const tally = createTally();
    for (const verdict of verdicts) tally.add(verdict);
    expect(cellOf(place, tally)).toMatchObject({ ...place, ...expected });
  });

  it('forgets what is removed', () => {
    const kinds: readonly CountedVerdict[] = [
      leak,
      none,
      ...verdictStatuses.slice(1).map((status) => ({ status, label: null, positive: null })),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...kinds)), fc.array(fc.constantFrom(...kinds)), (kept, removed) => {
        const [mixed, plain] = [createTally(), createTally()];
        for (const verdict of [...removed, ...kept]) mixed.add(verdict);
        for (const verdict of removed) mixed.remove(verdict);
        for (const verdict of kept) plain.add(verdict);
        expect(cellOf(place, mixed)).toEqual(cellOf(place, plain));
      }),
    );
  });
});

describe('binomialTest', () => {
  // Summed in exact fractions; 682 of 925 is the example of R's binom.test.
  it.each([
    [0, 10, 0.5, 0.001953125],
    [7, 20, 0.3, 0.6295],
    [682, 925, 0.75, 0.3825],
    [0, 5, 0, 1],
    [1, 5, 0, 0],
  ])('%d of %d under %d → %d', (positive, n, p, expected) =>
    expect(binomialTest(positive, n, p)).toBeCloseTo(expected, 4),
  );
});
