import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Design, Factor, Levels } from '../../../src/core/scenario/scenario.ts';
import type { When } from '../../../src/core/scenario/sourceText.ts';
import { designConditions, fullSize, maximumConditions } from '../../../src/core/trial/conditions.ts';
import { holds } from '../../../src/core/trial/when.ts';
import { namedFactor } from '../../support/scenarios.ts';

const goal = namedFactor('goal', ['none', 'explicit', 'swap']);
const threat = namedFactor('threat', ['none', 'replacement']);

function design(parts: Partial<Design>): Design {
  return { kind: 'full', conditions: [], only: [], ...parts };
}

function written(factors: readonly Factor[], parts: Partial<Design>): readonly string[] {
  return designConditions({ factors, design: design(parts) }).map((levels) => Object.values(levels).join(' '));
}

describe('a when', () => {
  const levels = { goal: 'explicit', threat: 'none' };
  it.each<[string, When, boolean]>([
    ['nothing', [], true],
    ['one level', [[{ factor: 'goal', levels: ['explicit'] }]], true],
    ['any of several', [[{ factor: 'goal', levels: ['none', 'explicit'] }]], true],
    ['another level', [[{ factor: 'goal', levels: ['none'] }]], false],
    [
      'all of a map',
      [
        [
          { factor: 'goal', levels: ['explicit'] },
          { factor: 'threat', levels: ['replacement'] },
        ],
      ],
      false,
    ],
    ['any map', [[{ factor: 'goal', levels: ['none'] }], [{ factor: 'threat', levels: ['none'] }]], true],
    ['a factor that is not there', [[{ factor: 'toString', levels: ['none'] }]], false],
  ])('of %s', (_, when, expected) => {
    expect(holds(when, levels)).toBe(expected);
  });
});

describe('a design', () => {
  it('has one condition without factors', () => {
    expect(designConditions({ factors: [], design: design({}) })).toEqual([{}]);
    expect(designConditions({ factors: [], design: design({ kind: 'one-at-a-time' }) })).toEqual([{}]);
  });

  it('that is full varies the last factor fastest', () => {
    expect(written([goal, threat], {})).toEqual([
      'none none',
      'none replacement',
      'explicit none',
      'explicit replacement',
      'swap none',
      'swap replacement',
    ]);
  });

  it('that changes one factor at a time begins with the baseline', () => {
    const ladder = { ...goal, baseline: 'explicit' };
    expect(written([ladder, threat], { kind: 'one-at-a-time' })).toEqual([
      'explicit none',
      'none none',
      'swap none',
      'explicit replacement',
    ]);
  });

  it('that is listed is as listed', () => {
    const conditions = [
      { goal: 'swap', threat: 'none' },
      { goal: 'none', threat: 'replacement' },
    ];
    expect(written([goal, threat], { kind: 'listed', conditions })).toEqual(['swap none', 'none replacement']);
  });

  it.each(['full', 'one-at-a-time', 'listed'] as const)('that is %s keeps what `only` keeps', (kind) => {
    const conditions = [
      { goal: 'swap', threat: 'none' },
      { goal: 'none', threat: 'none' },
    ];
    const only: When = [
      [
        { factor: 'goal', levels: ['swap'] },
        { factor: 'threat', levels: ['none'] },
      ],
    ];
    expect(written([goal, threat], { kind, conditions, only })).toEqual(['swap none']);
  });

  it('of a thousand thousand million conditions is made as far as `only` keeps it', () => {
    const factors = Array.from({ length: 12 }, (_, index) =>
      namedFactor(
        `f${index}`,
        Array.from({ length: 10 }, (__, level) => `l${level}`),
      ),
    );
    const only: When = [factors.map(({ name }) => ({ factor: name, levels: name === 'f3' ? ['l1', 'l2'] : ['l9'] }))];
    expect(fullSize(factors)).toBe(1e12);
    expect(designConditions({ factors, design: design({ only }) })).toHaveLength(2);
    expect(designConditions({ factors, design: design({}) })).toHaveLength(maximumConditions + 1);
    expect(designConditions({ factors, design: design({ only: [[{ factor: 'f11', levels: [] }]] }) })).toEqual([]);
  });

  const someFactors = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }).map((sizes) =>
    sizes.map((size, index) =>
      namedFactor(
        `f${index}`,
        Array.from({ length: size }, (_, level) => `l${level}`),
      ),
    ),
  );

  it('that is full has the product of the levels, each condition once', () => {
    fc.assert(
      fc.property(someFactors, (factors) => {
        const conditions = designConditions({ factors, design: design({}) });
        expect(conditions).toHaveLength(fullSize(factors));
        expect(new Set(conditions.map((levels) => JSON.stringify(levels))).size).toBe(conditions.length);
      }),
    );
  });

  it('that changes one factor at a time has the baseline and every other level', () => {
    fc.assert(
      fc.property(someFactors, (factors) => {
        const conditions = designConditions({ factors, design: design({ kind: 'one-at-a-time' }) });
        expect(conditions).toHaveLength(factors.reduce((sum, { levels }) => sum + levels.length - 1, 1));
      }),
    );
  });

  it('with `only` is the full one, filtered', () => {
    const match = fc.record({
      factor: fc.constantFrom('f0', 'f1', 'f2', 'f3'),
      levels: fc.subarray(['l0', 'l1', 'l2', 'l3']),
    });
    const whens = fc.array(fc.uniqueArray(match, { selector: ({ factor }) => factor, maxLength: 3 }), { maxLength: 3 });
    fc.assert(
      fc.property(someFactors, whens, (factors, only) => {
        const all: readonly Levels[] = designConditions({ factors, design: design({}) });
        const kept = designConditions({ factors, design: design({ only }) });
        expect(kept).toEqual(all.filter((levels) => holds(only, levels)));
      }),
    );
  });
});
