import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveSeed, drawIndex, seededRandom } from '../../../src/core/trial/random.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, each from 0 to 1', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const [one, other] = [seededRandom(seed), seededRandom(seed)];
        for (let draw = 0; draw < 20; draw++) {
          const value = one();
          expect(value).toBe(other());
          expect(value >= 0 && value < 1).toBe(true);
        }
      }),
    );
  });

  it('spreads the first numbers of even seeds evenly', () => {
    const bins = new Array<number>(20).fill(0);
    for (let seed = 0; seed < 20_000; seed++) {
      const bin = Math.floor(seededRandom(seed)() * 20);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    // Chi-squared with 19 degrees of freedom: 43.8 is exceeded once in a thousand.
    const chiSquared = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquared).toBeLessThan(43.8);
  });
});

describe('drawIndex', () => {
  it('is in proportion to the weights', () => {
    const at = (value: number): number => drawIndex([2, 1, 1], () => value);
    expect([0, 0.499, 0.5, 0.749, 0.75, 0.999].map(at)).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('is an index of the weights, whatever they are', () => {
    const weights = fc.array(fc.double({ min: 1e-9, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(weights, seeds, (list, seed) => {
        expect(list[drawIndex(list, seededRandom(seed))]).toBeDefined();
      }),
    );
  });
});

describe('deriveSeed', () => {
  it('depends on the seed and on the text', () => {
    expect(deriveSeed(1, 'a')).toBe(deriveSeed(1, 'a'));
    expect(new Set([deriveSeed(1, 'a'), deriveSeed(1, 'b'), deriveSeed(2, 'a'), deriveSeed(2, 'b'), 1, 2]).size).toBe(
      6,
    );
  });
});
