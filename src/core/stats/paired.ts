import { wilson, type Interval } from './intervals.ts';

/** The same transcripts, graded twice. Whole numbers from 0. */
export interface Pairs {
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
}

/**
 * The exact two-sided p-value that a disagreement goes either way equally often: 1 where there is none.
 * Q. McNemar, Psychometrika 12 (1947) 153–157; the exact conditional form as in M. W. Fagerland, S. Lydersen & P. Laake, BMC
 * Medical Research Methodology 13 (2013) 91. Only for one set of transcripts: two draws of a model are no pair.
 */
export function mcNemar({ onlyFirst, onlySecond }: Pick<Pairs, 'onlyFirst' | 'onlySecond'>): number {
  const all = onlyFirst + onlySecond;
  // In logarithms: 2^-all is 0 in a float long before it is nothing.
  let log = -all * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= Math.min(onlyFirst, onlySecond); k++) {
    if (k > 0) log += Math.log((all - k + 1) / k);
    tail += Math.exp(log);
  }
  return Math.min(1, 2 * tail);
}

/**
 * The difference of two shares of the same transcripts, first less second, and its interval: method 10 of R. G. Newcombe,
 * «Improved confidence intervals for the difference between binomial proportions based on paired data», Statistics in
 * Medicine 17 (1998) 2635–2650. Null without any pair.
 */
export function pairedDifference(
  pairs: Pairs,
  confidence = 0.95,
): { readonly value: number; readonly interval: Interval } | null {
  const { both, onlyFirst, onlySecond, neither } = pairs;
  const n = both + onlyFirst + onlySecond + neither;
  if (n === 0) return null;
  const [first, second] = [both + onlyFirst, both + onlySecond];
  const [firstLow, firstHigh] = wilson(first, n, confidence);
  const [secondLow, secondHigh] = wilson(second, n, confidence);
  const value = (onlyFirst - onlySecond) / n;
  const phi = correlation(pairs);
  const [p1, p2] = [first / n, second / n];
  return {
    value,
    interval: [
      Math.max(-1, value - combine(p1 - firstLow, secondHigh - p2, phi)),
      Math.min(1, value + combine(firstHigh - p1, p2 - secondLow, phi)),
    ],
  };
}

function combine(a: number, b: number, phi: number): number {
  return Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
}

/** φ, with the correction for continuity of method 10 where it is above 0; 0 where a margin is empty. */
function correlation({ both, onlyFirst, onlySecond, neither }: Pairs): number {
  const margins = (both + onlyFirst) * (onlySecond + neither) * (both + onlySecond) * (onlyFirst + neither);
  if (margins === 0) return 0;
  const cross = both * neither - onlyFirst * onlySecond;
  const n = both + onlyFirst + onlySecond + neither;
  return (cross > 0 ? Math.max(0, cross - n / 2) : cross) / Math.sqrt(margins);
}
