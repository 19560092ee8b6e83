import { describe, expect, it } from 'vitest';
import { cmhTest, commonOddsRatio, stratifiedTerms, type Stratum } from '../../../src/core/stats/mantelHaenszel.ts';
import { twoSided } from '../../../src/core/stats/normalTail.ts';
import { weightedSum } from '../../../src/core/stats/weightedSum.ts';

type Row = readonly [a: number, b: number, c: number, d: number];
const strataOf = (rows: readonly Row[]): readonly Stratum[] =>
  rows.map(([a, b, c, d]) => ({ first: { positive: a, n: a + b }, second: { positive: c, n: c + d } }));

/** Men and women, admitted and rejected, by department: P. J. Bickel, E. A. Hammel & J. W. O'Connell, Science 187 (1975). */
const admissions = strataOf([
  [512, 313, 89, 19],
  [353, 207, 17, 8],
  [120, 205, 202, 391],
  [138, 279, 131, 244],
  [53, 138, 94, 299],
  [22, 351, 24, 317],
]);

/** Rabbits cured by penicillin at once or after 1½ hours, by dose: N. Mantel, JASA 58 (1963) 690–700. */
const rabbits = strataOf([
  [0, 6, 0, 5],
  [3, 3, 0, 6],
  [6, 0, 2, 4],
  [5, 1, 6, 0],
  [2, 0, 5, 0],
]);

/** What R prints for the examples of its help page: in the vignettes of vcdExtra (admissions), in statsmodels' tests (rabbits). */
describe('Cochran–Mantel–Haenszel, as R’s mantelhaen.test has it', () => {
  it.each([
    ['admissions', admissions, 1.4269, 0.2323, 0.9046968, [0.7719074, 1.0603298]],
    ['rabbits', rabbits, 3.9286, 0.04747, 7, [1.026713, 47.725133]],
  ] as const)('%s', (_name, strata, statistic, p, odds, interval) => {
    const { excess, variance } = cmhTest(strata);
    const corrected = Math.abs(excess) - 0.5;
    expect(corrected ** 2 / variance).toBeCloseTo(statistic, 4);
    expect(twoSided(corrected / Math.sqrt(variance))).toBeCloseTo(p, 4);
    const ratio = commonOddsRatio(strata);
    expect(ratio?.value).toBeCloseTo(odds, 6);
    expect(ratio?.interval[0]).toBeCloseTo(interval[0], 5);
    expect(ratio?.interval[1]).toBeCloseTo(interval[1], 5);
  });

  it('has its own p without the correction for continuity', () => {
    expect(cmhTest(admissions).p).toBeCloseTo(0.2169, 4);
  });

  it.each([
    ['none positive', [[0, 10, 0, 10]]],
    ['all positive', [[10, 0, 10, 0]]],
    ['no strata', []],
    ['an empty arm', [[3, 4, 0, 0]]],
  ] as const)('%s: nothing to test', (_name, rows) => {
    expect(cmhTest(strataOf(rows)).p).toBeNull();
    expect(commonOddsRatio(strataOf(rows))).toBeNull();
  });
});

describe('the risk difference', () => {
  const difference = (strata: readonly Stratum[]): number =>
    weightedSum(
      stratifiedTerms(
        strata.map(({ first, second }) => [first, second]),
        [1, -1],
      ),
    ).value;

  it('weights each stratum with n₁n₂/N', () => {
    const byHand = admissions.map(({ first, second }) => ({
      weight: (first.n * second.n) / (first.n + second.n),
      value: first.positive / first.n - second.positive / second.n,
    }));
    const total = byHand.reduce((sum, { weight }) => sum + weight, 0);
    const expected = byHand.reduce((sum, { weight, value }) => sum + (weight * value) / total, 0);
    expect(difference(admissions)).toBeCloseTo(expected, 12);
  });

  it('is not fooled where the sums are: each department takes as many women, all together fewer', () => {
    const [men, women] = (['first', 'second'] as const).map((arm) => ({
      positive: admissions.reduce((sum, each) => sum + each[arm].positive, 0),
      n: admissions.reduce((sum, each) => sum + each[arm].n, 0),
    }));
    expect((men?.positive ?? 0) / (men?.n ?? 1) - (women?.positive ?? 0) / (women?.n ?? 1)).toBeCloseTo(0.1416, 4);
    expect(difference(admissions)).toBeLessThan(0);
  });

  it('leaves out a stratum with an empty arm', () => {
    const more = [...rabbits, { first: { positive: 5, n: 5 }, second: { positive: 0, n: 0 } }];
    expect(difference(more)).toBeCloseTo(difference(rabbits), 12);
  });
});
