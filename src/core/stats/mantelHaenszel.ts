import type { Count, Interval } from './intervals.ts';
import { normalQuantile } from './normalQuantile.ts';
import { twoSided } from './normalTail.ts';
import type { Term } from './weightedSum.ts';

/** Two arms that differ in one thing, within one choice of all others. */
export interface Stratum {
  readonly first: Count;
  readonly second: Count;
}

/** The test that no stratum has a difference. `p` is null where all, or none, are positive: there is nothing to test. */
export interface CmhTest {
  /** How many positives the first arms have more than expected, and the variance of that number. */
  readonly excess: number;
  readonly variance: number;
  readonly p: number | null;
}

/**
 * W. G. Cochran, Biometrics 10 (1954) 417–451; N. Mantel & W. Haenszel, Journal of the National Cancer Institute 22 (1959)
 * 719–748. Without continuity correction: with one stratum it is the «N − 1» χ² test, which I. Campbell, Statistics in Medicine
 * 26 (2007) 3661–3675, recommends for small samples.
 */
export function cmhTest(strata: readonly Stratum[]): CmhTest {
  let [excess, variance] = [0, 0];
  for (const { first, second } of strata) {
    const all = first.n + second.n;
    if (all < 2) continue;
    const positive = first.positive + second.positive;
    excess += first.positive - (first.n * positive) / all;
    variance += (first.n * second.n * positive * (all - positive)) / (all * all * (all - 1));
  }
  return { excess, variance, p: variance === 0 ? null : twoSided(excess / Math.sqrt(variance)) };
}

/**
 * Each stratum's shares, combined with `signs`, and weighted with one over its sum of 1/n; all weights together are 1. With the
 * signs 1 and −1 the sum is Mantel and Haenszel's risk difference (S. Greenland & J. M. Robins, Biometrics 41 (1985) 55–68).
 * Strata with an empty arm say nothing.
 */
export function stratifiedTerms(sets: readonly (readonly Count[])[], signs: readonly number[]): readonly Term[] {
  const full = sets.filter((counts) => counts.every(({ n }) => n > 0));
  const weights = full.map((counts) => 1 / counts.reduce((sum, { n }) => sum + 1 / n, 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return full.flatMap((counts, at) =>
    counts.map(({ positive, n }, index) => ({
      positive,
      n,
      weight: ((signs[index] ?? 0) * (weights[at] ?? 0)) / total,
    })),
  );
}

/**
 * The common odds ratio of Mantel & Haenszel (1959), with the interval of J. Robins, N. Breslow & S. Greenland, Biometrics 42
 * (1986) 311–323. Null where it is 0, endless, or 0/0: there is no interval then.
 */
export function commonOddsRatio(
  strata: readonly Stratum[],
  confidence = 0.95,
): { readonly value: number; readonly interval: Interval } | null {
  let [r, s, pr, mixed, qs] = [0, 0, 0, 0, 0];
  for (const { first, second } of strata) {
    const all = first.n + second.n;
    if (all === 0) continue;
    const [a, b, c, d] = [first.positive, first.n - first.positive, second.positive, second.n - second.positive];
    const [p, q, rh, sh] = [(a + d) / all, (b + c) / all, (a * d) / all, (b * c) / all];
    r += rh;
    s += sh;
    pr += p * rh;
    mixed += p * sh + q * rh;
    qs += q * sh;
  }
  if (r === 0 || s === 0) return null;
  const value = r / s;
  const variance = pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s);
  const half = normalQuantile((1 + confidence) / 2) * Math.sqrt(variance);
  return { value, interval: [value * Math.exp(-half), value * Math.exp(half)] };
}
