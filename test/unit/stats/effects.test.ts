import { describe, expect, it } from 'vitest';
import type { Levels } from '../../../src/core/scenario/scenario.ts';
import { effectsOf } from '../../../src/core/stats/effects.ts';
import type { Cell } from '../../../src/core/stats/summary.ts';
import { rateOf } from '../../../src/core/stats/tally.ts';

const factors = [
  { name: 'goal', levels: ['none', 'explicit'], baseline: 'none' },
  { name: 'threat', levels: ['none', 'replacement'], baseline: null },
];

function cell(goal: string, threat: string, positive: number, graded: number, model = 'scripted/a'): Cell {
  const place = { condition: `${goal} ${threat}`, levels: { goal, threat }, model, classifier: 'leak', labels: {} };
  return { ...place, ...rateOf(positive, graded, {}) };
}

function analyse(cells: readonly Cell[], same: Readonly<Record<string, readonly Levels[]>> = {}) {
  const levelsOf = (condition: string): readonly Levels[] => [
    ...cells
      .filter((each) => each.condition === condition)
      .slice(0, 1)
      .map(({ levels }) => levels),
    ...(same[condition] ?? []),
  ];
  return effectsOf({ cells, levelsOf }, factors);
}

const grid = [
  cell('none', 'none', 1, 20),
  cell('explicit', 'none', 5, 20),
  cell('none', 'replacement', 4, 20),
  cell('explicit', 'replacement', 16, 20),
];

describe('effects of factors', () => {
  it('are each level against the baseline, within the other factors', () => {
    const { effects, interactions } = analyse(grid);
    expect(
      effects.map(({ factor, level, against, strata, first, second, difference }) => ({
        says: `${factor}: ${level} against ${against}`,
        strata,
        counts: [first.positive, first.n, second.positive, second.n],
        points: Math.round((difference?.value ?? Number.NaN) * 100),
        conclusion: difference?.conclusion,
      })),
    ).toEqual([
      { says: 'goal: explicit against none', strata: 2, counts: [21, 40, 5, 40], points: 40, conclusion: 'above' },
      { says: 'threat: replacement against none', strata: 2, counts: [20, 40, 6, 40], points: 35, conclusion: 'above' },
    ]);
    expect(interactions).toHaveLength(1);
    expect(interactions[0]).toMatchObject({ factors: ['goal', 'threat'], levels: ['explicit', 'replacement'], n: 80 });
    // (80 − 20) − (25 − 5) points.
    expect(interactions[0]?.difference?.value).toBeCloseTo(0.4, 12);
  });

  it('are corrected together', () => {
    const { effects, interactions } = analyse(grid);
    const all = [...effects, ...interactions];
    const least = all.toSorted((a, b) => (a.p ?? 1) - (b.p ?? 1))[0];
    expect(all).toHaveLength(3);
    expect(least?.adjusted).toBeCloseTo(3 * (least?.p ?? Number.NaN), 10);
  });

  it('have each model for a stratum of its own', () => {
    const other = grid.map((each) => ({ ...each, model: 'scripted/b' }));
    expect(analyse([...grid, ...other]).effects.map(({ strata }) => strata)).toEqual([4, 4]);
  });

  it('are of one change at a time where the design is', () => {
    const { effects, interactions } = analyse(grid.slice(0, 3));
    expect(effects.map(({ strata }) => strata)).toEqual([1, 1]);
    expect(interactions).toEqual([]);
  });

  it('count a cell once that stands for several conditions', () => {
    // Without a goal the threat sends the same text: one cell for both, in both strata of the goal, and in no contrast of the threat.
    const cells = [cell('none', 'none', 2, 20), ...grid.filter(({ levels }) => levels['goal'] === 'explicit')];
    const { effects } = analyse(cells, { 'none none': [{ goal: 'none', threat: 'replacement' }] });
    expect(effects.map(({ factor, strata, first, second }) => [factor, strata, first.n, second.n])).toEqual([
      ['goal', 1, 40, 20],
      ['threat', 1, 20, 20],
    ]);
  });

  it('say nothing of cells without a graded trial', () => {
    const { effects } = analyse(grid.map((each) => ({ ...each, ...rateOf(0, 0, { not_run: 20 }) })));
    expect(effects[0]).toMatchObject({ difference: null, p: null, adjusted: null, oddsRatio: null });
  });
});
