import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/core/stats/intervals.ts';
import { samplesForDifference, samplesForHalf, widestHalf } from '../../../src/core/stats/power.ts';

describe('how many trials', () => {
  it('93 for a half-width of 10 points: Wilson’s at one half', () => {
    expect(samplesForHalf(0.1)).toBe(93);
    expect(widestHalf(93)).toBeLessThanOrEqual(0.1);
    expect(widestHalf(92)).toBeGreaterThan(0.1);
    for (let positive = 0; positive <= 93; positive++) {
      const [low, high] = wilson(positive, 93);
      expect((high - low) / 2).toBeLessThanOrEqual(0.1);
    }
    const [low, high] = wilson(46, 92);
    expect((high - low) / 2).toBeGreaterThan(0.1);
  });

  it.each([
    // R's help page of power.prop.test: n = 76.7 for 50 % against 75 % with power 0.9, and p2 = 0.8026 for n = 50.
    [0.5, 0.75, 0.9, 77],
    [0.5, 0.80265, 0.9, 50],
    // 0.8 is the default; from the same formula, in no second source.
    [0.05, 0.25, 0.8, 49],
    [0.1, 0.1, 0.8, null],
  ])('%d against %d with power %d: %s in each arm', (first, second, power, n) => {
    expect(samplesForDifference(first, second, { power })).toBe(n);
    expect(samplesForDifference(second, first, { power })).toBe(n);
  });
});
