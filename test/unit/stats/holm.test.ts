import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from '../../../src/core/stats/holm.ts';

describe('Holm', () => {
  // Y. Benjamini & Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995): 15 endpoints of a trial, of which
  // procedures that control the familywise error at 0.05 find the first three. The adjusted values are products: 15 × 0.0001, …
  const endpoints = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];

  it('finds three of fifteen', () => {
    const adjusted = holm(endpoints);
    expect(adjusted.filter((p) => p !== null && p < 0.05)).toHaveLength(3);
    [0.0015, 0.0056, 0.0247, 0.114].forEach((p, index) => expect(adjusted[index]).toBeCloseTo(p, 10));
  });

  it('keeps the order given, and leaves out what was not tested', () => {
    const [a, b, c, d] = holm([0.04, null, 0.01, 0.03]);
    expect(b).toBeNull();
    expect([a, c, d].map((p) => Number(p?.toFixed(10)))).toEqual([0.06, 0.03, 0.06]);
  });

  it('rejects what Holm’s steps reject, one after the other', () => {
    const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(p, (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const kept = sorted.findIndex((value, index) => value > 0.05 / (values.length - index));
        const rejected = kept === -1 ? values.length : kept;
        // Equal to the limit but for rounding counts either way.
        const found = holm(values).filter((value) => value !== null && value <= 0.05 * (1 + 1e-12)).length;
        expect(found).toBeGreaterThanOrEqual(rejected);
        expect(
          holm(values).filter((value) => value !== null && value <= 0.05 * (1 - 1e-12)).length,
        ).toBeLessThanOrEqual(rejected);
      }),
    );
  });
});
