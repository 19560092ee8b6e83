import { normalQuantile } from './normalQuantile.ts';

export type Interval = readonly [low: number, high: number];

const defaultConfidence = 0.95;

/** How many of how many; both are whole numbers from 0. */
export interface Count {
  readonly positive: number;
  readonly n: number;
}

/**
 * The two-sided score interval of a share, in shares of 1; `[0, 1]` when there is nothing to go by.
 * E. B. Wilson, «Probable inference, the law of succession, and statistical inference», JASA 22 (1927); without continuity
 * correction, method 3 of R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872. Throws `RangeError` for impossible counts.
 */
export function wilson(positive: number, n: number, confidence = defaultConfidence): Interval {
  if (!(Number.isInteger(n) && Number.isInteger(positive) && positive >= 0 && positive <= n)) {
    throw new RangeError(`${positive} of ${n} is not a count`);
  }
  if (n === 0) return [0, 1];
  const z = normalQuantile((1 + confidence) / 2);
  const share = positive / n;
  const shrink = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  // At the ends the formula gives exactly 0 and 1; rounding would leave 1e-18 beside it.
  return [positive === 0 ? 0 : Math.max(0, centre - half), positive === n ? 1 : Math.min(1, centre + half)];
}

/**
 * The two-sided interval of the difference of two independent shares, first minus second, −1 to 1: the hybrid score interval,
 * method 10 of R. G. Newcombe, «Interval estimation for the difference between independent proportions», Statistics in
 * Medicine 17 (1998) 873–890. `[-1, 1]` when one side is empty and nothing can be said.
 */
export function newcombe(first: Count, second: Count, confidence = defaultConfidence): Interval {
  if (first.n === 0 || second.n === 0) return [-1, 1];
  const [firstLow, firstHigh] = wilson(first.positive, first.n, confidence);
  const [secondLow, secondHigh] = wilson(second.positive, second.n, confidence);
  const firstShare = first.positive / first.n;
  const secondShare = second.positive / second.n;
  const difference = firstShare - secondShare;
  return [
    Math.max(-1, difference - Math.hypot(firstShare - firstLow, secondHigh - secondShare)),
    Math.min(1, difference + Math.hypot(firstHigh - firstShare, secondShare - secondLow)),
  ];
}
