import { normalQuantile } from './normalQuantile.ts';
import { smallestSamples } from './samples.ts';

/**
 * Half the width of Wilson's interval where it is widest, at a rate of one half, with n trials: z / (2 √(n + z²)), in shares of 1.
 * (Wilson 1927, with half of the trials positive.)
 */
export function widestHalf(n: number, confidence = 0.95): number {
  const z = normalQuantile((1 + confidence) / 2);
  return z / (2 * Math.sqrt(n + z * z));
}

/** The fewest trials whose interval is never wider than `half` to each side of its middle: 93 for 0.1. `half` is over 0. */
export function samplesForHalf(half: number, confidence = 0.95): number | null {
  return smallestSamples((n) => widestHalf(n, confidence) <= half);
}

/**
 * The trials that each of two arms needs so that a difference between these true shares is found with the given power, by a
 * two-sided test. J. L. Fleiss, B. Levin & M. C. Paik, «Statistical Methods for Rates and Proportions» (3rd edition, 2003),
 * formula 4.14, without continuity correction, since the tests here have none. Null where the shares are the same.
 */
export function samplesForDifference(
  first: number,
  second: number,
  { confidence = 0.95, power = 0.8 }: { readonly confidence?: number; readonly power?: number } = {},
): number | null {
  if (first === second) return null;
  const [sure, found] = [normalQuantile((1 + confidence) / 2), normalQuantile(power)];
  const middle = (first + second) / 2;
  const spread = first * (1 - first) + second * (1 - second);
  const root = sure * Math.sqrt(2 * middle * (1 - middle)) + found * Math.sqrt(spread);
  return Math.ceil((root / (first - second)) ** 2);
}
