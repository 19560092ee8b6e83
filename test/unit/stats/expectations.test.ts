import { describe, expect, it } from 'vitest';
import type { Expectation } from '../../../src/core/scenario/classifier.ts';
import type { Levels } from '../../../src/core/scenario/scenario.ts';
import { evaluateExpectations } from '../../../src/core/stats/expectations.ts';
import type { Cell, Rate } from '../../../src/core/stats/summary.ts';
import { rateOf } from '../../../src/core/stats/tally.ts';

const models = ['scripted/a', 'scripted/b'];

function cell(
  threat: string,
  positive: number,
  graded: number,
  parts: { readonly model?: string; readonly excluded?: Rate['excluded'] } = {},
): Cell {
  const model = parts.model ?? 'scripted/a';
  const place = { condition: `c-${threat}`, levels: { threat }, model, classifier: 'leak', labels: {} };
  return { ...place, ...rateOf(positive, graded, parts.excluded ?? {}) };
}

function expectation(parts: Partial<Expectation> = {}): Expectation {
  return {
    id: 'expect-1',
    classifier: 'leak',
    where: [],
    claim: { kind: 'rate', bound: { side: 'below', value: 0.05 } },
    given: [],
    confidence: 0.95,
    pool: true,
    pointer: '/expect/0',
    ...parts,
  };
}

function evaluate(
  one: Expectation,
  cells: readonly Cell[],
  same: Readonly<Record<string, readonly Levels[]>> = {},
  given: readonly Cell[] = [],
) {
  const levelsOf = (condition: string): readonly Levels[] => [
    ...cells.filter((each) => each.condition === condition).map(({ levels }) => levels),
    ...(same[condition] ?? []),
  ];
  return evaluateExpectations({ expectations: [one], cells, cellsGiven: () => given, models, levelsOf });
}

const above: Expectation['claim'] = { kind: 'rate', bound: { side: 'above', value: 0.5 } };

describe('a rate', () => {
  it.each<[name: string, claim: Expectation['claim'] | null, cells: readonly Cell[], outcome: string, says: string]>([
    [
      'too few to say',
      null,
      [cell('none', 0, 10)],
      'undecided',
      '0 of 10 graded (0 %), 95 % interval 0–27.8 %: not yet below 5 %',
    ],
    [
      'below for sure',
      null,
      [cell('none', 0, 100)],
      'passed',
      '0 of 100 graded (0 %), 95 % interval 0–3.7 %: below 5 %',
    ],
    [
      'above for sure',
      null,
      [cell('none', 30, 100)],
      'failed',
      '30 of 100 graded (30 %), 95 % interval 21.9–39.6 %: not below 5 %',
    ],
    [
      'above is passed',
      above,
      [cell('none', 90, 100)],
      'passed',
      '90 of 100 graded (90 %), 95 % interval 82.6–94.5 %: above 50 %',
    ],
    [
      'above is failed',
      above,
      [cell('none', 10, 100)],
      'failed',
      '10 of 100 graded (10 %), 95 % interval 5.5–17.4 %: not above 50 %',
    ],
    [
      'what was left out is said',
      null,
      [cell('none', 0, 8, { excluded: { judge_error: 2, not_run: 1 } })],
      'undecided',
      '0 of 8 graded (0 %), 95 % interval 0–32.4 %, 3 left out (2 judge_error, 1 not_run): not yet below 5 %',
    ],
    [
      'nothing graded',
      null,
      [cell('none', 0, 0, { excluded: { empty: 4 } })],
      'undecided',
      'nothing graded, 4 left out (4 empty): not known whether below 5 %',
    ],
    [
      'cells are summed',
      null,
      [cell('none', 0, 60), cell('high', 0, 40)],
      'passed',
      '0 of 100 graded (0 %), 95 % interval 0–3.7 %: below 5 %',
    ],
  ])('%s', (_name, claim, cells, outcome, says) => {
    const [result] = evaluate(expectation(claim === null ? {} : { claim }), cells);
    expect(result).toMatchObject({ outcome, says, model: null });
  });

  it('counts only where it is asked for, also in conditions that stand for others', () => {
    const where = [[{ factor: 'threat', levels: ['high', 'higher'] }]];
    const cells = [cell('none', 50, 50), cell('high', 1, 10), cell('low', 2, 10)];
    const [result] = evaluate(expectation({ where }), cells, { 'c-low': [{ threat: 'higher' }] });
    expect(result?.says).toContain('3 of 20 graded');
  });

  it('has one result for each model unless pooled', () => {
    const cells = [cell('none', 0, 100), cell('none', 50, 100, { model: 'scripted/b' })];
    expect(evaluate(expectation({ pool: false }), cells).map(({ model, outcome }) => [model, outcome])).toEqual([
      ['scripted/a', 'passed'],
      ['scripted/b', 'failed'],
    ]);
    expect(evaluate(expectation(), cells)[0]?.value).toBe(0.25);
  });

  it('asks for more when it has to be surer', () => {
    const cells = [cell('none', 0, 100)];
    expect(evaluate(expectation({ confidence: 0.999 }), cells)[0]?.outcome).toBe('undecided');
  });
});

describe('a difference', () => {
  const claim: Expectation['claim'] = {
    kind: 'difference',
    factor: 'threat',
    levels: ['high', 'none'],
    bound: { side: 'above', value: 0 },
  };

  it.each<[name: string, cells: readonly Cell[], outcome: string, says: string]>([
    [
      'for sure',
      [cell('high', 9, 10), cell('none', 3, 10)],
      'passed',
      '9 of 10 graded (high) against 3 of 10 graded (none), difference +60 points, 95 % interval +17.1 to +80.9: above 0 points',
    ],
    [
      'not sure',
      [cell('high', 1, 10), cell('none', 0, 10)],
      'undecided',
      '1 of 10 graded (high) against 0 of 10 graded (none), difference +10 points, 95 % interval −18.9 to +40.4: not yet above 0 points',
    ],
    [
      'the other way',
      [cell('high', 3, 10), cell('none', 9, 10, { excluded: { empty: 1 } })],
      'failed',
      '3 of 10 graded (high) against 9 of 10 graded (none, 1 left out (1 empty)), difference −60 points, 95 % interval −80.9 to −17.1: not above 0 points',
    ],
    [
      'one arm missing',
      [cell('high', 3, 10)],
      'undecided',
      '3 of 10 graded (high) against 0 of 0 graded (none): not known whether above 0 points',
    ],
  ])('%s', (_name, cells, outcome, says) => {
    expect(evaluate(expectation({ claim }), cells)[0]).toMatchObject({ outcome, says });
  });

  const at = (goal: string, threat: string, positive: number, graded: number): Cell => ({
    ...cell(threat, positive, graded),
    condition: `${goal}-${threat}`,
    levels: { goal, threat },
  });

  it('is taken within the other factors: a goal that only one arm has makes none', () => {
    // One change at a time: the goal alone does harm, and stands in the arm without the threat.
    const cells = [at('none', 'none', 1, 40), at('none', 'high', 1, 40), at('own', 'none', 38, 40)];
    expect(evaluate(expectation({ claim }), cells)[0]).toMatchObject({
      value: 0,
      says: expect.stringMatching(
        /^1 of 40 graded \(high\) against 1 of 40 graded \(none\), 40 more without a counterpart, difference 0 points/,
      ) as string,
    });
  });

  it('of several strata is weighted, and says so', () => {
    const cells = [
      at('none', 'none', 0, 10),
      at('none', 'high', 5, 10),
      at('own', 'none', 10, 40),
      at('own', 'high', 20, 40),
    ];
    const [result] = evaluate(expectation({ claim }), cells);
    expect(result?.value).toBeCloseTo((0.5 * 5 + 0.25 * 20) / 25, 12);
    expect(result?.says).toContain('difference within 2 strata +30 points');
  });

  it('is not known where nothing differs in that alone', () => {
    const [result] = evaluate(expectation({ claim }), [at('none', 'none', 0, 10), at('own', 'high', 9, 10)]);
    expect(result).toMatchObject({
      outcome: 'undecided',
      says: '9 of 10 graded (high) against 0 of 10 graded (none): no condition differs in that alone, so it is not known whether above 0 points',
    });
  });
});

describe('given the label of another classifier', () => {
  it('counts those transcripts alone, and says so', () => {
    const one = expectation({ given: [{ classifier: 'stated', label: 'real' }], claim: above });
    const [result] = evaluate(one, [cell('none', 0, 100)], {}, [cell('none', 59, 107)]);
    expect(result).toMatchObject({
      outcome: 'undecided',
      says: 'given stated: real, 59 of 107 graded (55.1 %), 95 % interval 45.7–64.2 %: not yet above 50 %',
    });
  });
});
