import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/core/stats/intervals.ts';
import { smallestSamples } from '../../../src/core/stats/samples.ts';

describe('the smallest number of samples', () => {
  it.each([1, 2, 3, 72, 73, 1024, 999_999_999])('is found: %d', (least) => {
    expect(smallestSamples((samples) => samples >= least)).toBe(least);
  });

  it('is null where no number would do', () => {
    expect(smallestSamples(() => false)).toBeNull();
  });

  it('is 73 for a clean rate below 5 %, as published', () => {
    expect(smallestSamples((samples) => wilson(0, samples)[1] < 0.05)).toBe(73);
    expect(Math.round(wilson(0, 10)[1] * 100)).toBe(28);
  });
});
