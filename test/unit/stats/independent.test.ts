/** Our distributions against an independent library, jStat. */
import { jStat } from 'jstat';
import { describe, expect, it } from 'vitest';
import { cmhTest } from '../../../src/core/stats/mantelHaenszel.ts';
import { normalQuantile } from '../../../src/core/stats/normalQuantile.ts';
import { normalTail, twoSided } from '../../../src/core/stats/normalTail.ts';
import { mcNemar } from '../../../src/core/stats/paired.ts';

describe('jStat agrees', () => {
  it.each([-6, -3, -1.5, 0, 0.3, 1.96, 2.999, 3, 3.001, 5])('on the tail above %d', (z) => {
    expect(normalTail(z)).toBeCloseTo(1 - jStat.normal.cdf(z, 0, 1), 10);
  });

  it.each([0.001, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999])('on the quantile of %d', (p) => {
    expect(normalQuantile(p)).toBeCloseTo(jStat.normal.inv(p, 0, 1), 7);
  });

  it.each([
    [0, 3],
    [1, 7],
    [12, 12],
    [40, 61],
  ])('on McNemar with %d against %d', (onlyFirst, onlySecond) => {
    const tail = jStat.binomial.cdf(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond, 0.5);
    expect(mcNemar({ onlyFirst, onlySecond })).toBeCloseTo(Math.min(1, 2 * tail), 9);
  });

  it('on the χ² of one stratum', () => {
    const { excess, variance, p } = cmhTest([{ first: { positive: 9, n: 14 }, second: { positive: 4, n: 17 } }]);
    expect(p).toBeCloseTo(1 - jStat.chisquare.cdf(excess ** 2 / variance, 1), 9);
  });
});

describe('far out', () => {
  // Values of SciPy 1.17, stats.norm.sf and stats.binomtest.
  it.each([
    [5, 2.8665157187919e-7],
    [10, 7.6198530241605e-24],
  ])('the tail above %d has its digits', (z, tail) => expect(normalTail(z) / tail).toBeCloseTo(1, 12));

  it('McNemar of thousands neither underflows nor loses its digits', () => {
    expect(mcNemar({ onlyFirst: 3000, onlySecond: 3300 }) / 0.000164756076697).toBeCloseTo(1, 9);
    expect(twoSided(0)).toBe(1);
  });
});
