import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designConditions } from '../../../src/core/trial/conditions.ts';
import { onlyText } from '../../../src/core/trial/onlyText.ts';
import { namedFactor } from '../../support/scenarios.ts';
import { scenarioOf } from './support.ts';

const factors = [
  namedFactor('a', ['none', 'one', 'two']),
  namedFactor('b', ['none', 'one', 'two']),
  namedFactor('c', ['none', 'one']),
];
const all = designConditions({ factors, design: { kind: 'full', conditions: [], only: [] } });

describe('an `only`', () => {
  it.each([
    ['a box', ({ a, c }: Levels) => a !== 'two' && c === 'one', '{a: {not: two}, c: one}'],
    ['a control arm', ({ a, b }: Levels) => a !== 'none' || b === 'none', '[{a: none, b: none}, {a: {not: none}}]'],
    ['a diagonal', ({ a, b }: Levels) => a === b, '[{a: none, b: none}, {a: one, b: one}, {a: two, b: two}]'],
    ['more than two of a', ({ a, b, c }: Levels) => (c === 'one' && a !== b) || (c === 'none' && a === b), null],
  ])('keeps %s', (_, keeps, text) => {
    expect(
      onlyText(
        factors,
        all,
        all.filter((levels) => keeps(levels as Levels)),
      ),
    ).toBe(text);
  });

  it('keeps exactly what it says, where there is one', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.subarray([...all], { minLength: 1, maxLength: all.length - 1 }), (kept) => {
        const text = onlyText(factors, all, kept);
        if (text === null) return;
        found += 1;
        const lines = factors.map(
          ({ name, levels }) =>
            `  ${name}: {baseline: none, levels: [${levels.map((level) => level.name).join(', ')}]}`,
        );
        const scenario = scenarioOf(`factors:\n${lines.join('\n')}\ndesign: {kind: full, only: ${text}}`);
        expect(designConditions(scenario)).toEqual(kept);
      }),
    );
    expect(found).toBeGreaterThan(0);
  });
});

type Levels = Readonly<Record<'a' | 'b' | 'c', string>>;
