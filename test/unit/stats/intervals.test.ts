import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombe, wilson } from '../../../src/core/stats/intervals.ts';
import { normalQuantile } from '../../../src/core/stats/normalQuantile.ts';

describe('normalQuantile', () => {
  it.each([
    [0.5, 0],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.001, -3.090232306167813],
    [1e-16, -8.222082216130437],
  ])('p = %d → %d', (p, z) => expect(normalQuantile(p)).toBeCloseTo(z, 12));

  it('is odd around one half and grows', () => {
    const inside = fc.double({ min: 1e-9, max: 0.5, noNaN: true });
    fc.assert(fc.property(inside, (p) => Math.abs(normalQuantile(p) + normalQuantile(1 - p)) < 1e-6));
    fc.assert(
      fc.property(
        inside,
        inside,
        (a, b) => a === b || a < b === normalQuantile(a) < normalQuantile(b) || Math.abs(a - b) < 1e-14,
      ),
    );
  });

  it.each([0, 1, -0.1, Number.NaN])('refuses %d', (p) => expect(() => normalQuantile(p)).toThrow(RangeError));
});

describe('wilson', () => {
  // Figures that were published with the study, in percent.
  it.each([
    [96, 100, 90.2, 98.4],
    [80, 100, 71.1, 86.7],
    [79, 100, 70.0, 85.8],
    [0, 100, 0, 3.7],
    [12, 100, 7.0, 19.8],
    [59, 107, 45.7, 64.2],
    [21, 324, 4.3, 9.7],
  ])('%d of %d → %d–%d %%', (positive, n, low, high) => {
    expect(wilson(positive, n).map((share) => Number((share * 100).toFixed(1)))).toEqual([low, high]);
  });

  // Newcombe 1998 (pages 857–872), table I, method 3; the first two also in the tests of R's propint, all by SciPy 1.17 (binomtest).
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d → %d to %d', (positive, n, low, high) => {
    expect(wilson(positive, n).map((share) => Number(share.toFixed(4)))).toEqual([low, high]);
  });

  it('knows nothing of nothing', () => expect(wilson(0, 0)).toEqual([0, 1]));

  it('ends exactly at 0 and 1, holds the rate, and is the mirror image of the other label', () => {
    const counts = fc
      .integer({ min: 1, max: 100_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([positive, n]) => {
        const [low, high] = wilson(positive, n);
        const [mirroredLow, mirroredHigh] = wilson(n - positive, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low <= positive / n && positive / n <= high).toBe(true);
        expect((positive === 0) === (low === 0) && (positive === n) === (high === 1)).toBe(true);
        expect(mirroredLow).toBeCloseTo(1 - high, 12);
        expect(mirroredHigh).toBeCloseTo(1 - low, 12);
      }),
    );
  });

  it('is wider when it has to be surer', () => {
    const [low, high] = wilson(7, 20, 0.99);
    expect(low).toBeLessThan(wilson(7, 20)[0]);
    expect(high).toBeGreaterThan(wilson(7, 20)[1]);
  });

  it.each([
    [-1, 10],
    [11, 10],
    [0.5, 10],
  ])('refuses %d of %d', (positive, n) => expect(() => wilson(positive, n)).toThrow(RangeError));
});

describe('newcombe', () => {
  // Newcombe 1998 (pages 873–890), table II, method 10; the first two also in the tests of R's propint, all made again from SciPy's
  // Wilson intervals. The last is of the tests of R's contingencytables (Perondi et al. 2004).
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
    [7, 34, 1, 34, 0.0189, 0.3404],
  ])('%d of %d against %d of %d → %d to %d', (a, m, b, n, low, high) => {
    const interval = newcombe({ positive: a, n: m }, { positive: b, n });
    expect(interval.map((share) => Number(share.toFixed(4)))).toEqual([low, high]);
  });

  it('knows nothing when one side is empty', () => {
    expect(newcombe({ positive: 3, n: 4 }, { positive: 0, n: 0 })).toEqual([-1, 1]);
  });
});
