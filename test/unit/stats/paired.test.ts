import { describe, expect, it } from 'vitest';
import { mcNemar, pairedDifference, type Pairs } from '../../../src/core/stats/paired.ts';

const pairs = (both: number, onlyFirst: number, onlySecond: number, neither: number): Pairs => ({
  both,
  onlyFirst,
  onlySecond,
  neither,
});

/** Airways before and after a transplant: the example of Fagerland, Lydersen & Laake (2013). */
const airways = pairs(1, 1, 7, 12);

describe('McNemar', () => {
  it.each([
    // SciPy 1.17, binomtest(1, 8).
    ['airways', airways, 0.0703125],
    // A. Agresti, «Categorical Data Analysis» (1990), page 350, the example of R's mcnemar.test: approval of a president; SciPy's
    // binomtest(86, 236).
    ['approval', pairs(794, 86, 150, 570), 0.000037159361395],
    ['no disagreement', pairs(5, 0, 0, 5), 1],
    ['as many either way', pairs(0, 4, 4, 0), 1],
  ])('%s', (_name, table, p) => expect(mcNemar(table)).toBeCloseTo(p, 12));
});

describe('the paired difference', () => {
  it.each([
    // Newcombe 1998 (pages 2635–2650), table III, method 10; all four in the tests of R's propint too.
    ['36, 12, 2, 0', pairs(36, 12, 2, 0), 0.2, 0.0569, 0.3404],
    ['18, 12, 2, 18', pairs(18, 12, 2, 18), 0.2, 0.0562, 0.329],
    ['53, 0, 0, 1', pairs(53, 0, 0, 1), 0, -0.0729, 0.0729],
    ['0, 30, 0, 0', pairs(0, 30, 0, 0), 1, 0.8395, 1],
    // Cavo et al. 2012, in the tests of R's contingencytables.
    ['59, 6, 16, 80', pairs(59, 6, 16, 80), -0.0621, -0.1186, -0.0046],
    // The next is an example of R's biostatUZH, which prints no values; it and airways have them from no second source.
    // D. G. Altman, D. Machin, T. N. Bryant & M. J. Gardner, «Statistics with Confidence» (2000), chapter 6.
    ['14, 5, 0, 22', pairs(14, 5, 0, 22), 0.122, 0.0115, 0.2265],
    ['airways', airways, -0.2857, -0.5069, -0.0256],
  ])('%s', (_name, table, value, low, high) => {
    const found = pairedDifference(table);
    expect(found?.value).toBeCloseTo(value, 3);
    expect(found?.interval.map((end) => Number(end.toFixed(4)))).toEqual([low, high]);
  });

  it('is nothing without pairs, and still wide where all agree', () => {
    expect(pairedDifference(pairs(0, 0, 0, 0))).toBeNull();
    const [low = 0, high = 0] = pairedDifference(pairs(0, 0, 0, 10))?.interval ?? [];
    expect([low, high].map((end) => Number(end.toFixed(3)))).toEqual([-0.278, 0.278]);
  });
});
