import type { Accuracy } from './agreement.ts';
import type { Count, Interval } from './intervals.ts';
import { normalQuantile } from './normalQuantile.ts';

/**
 * A rate corrected for what the grader misses and what it calls positive wrongly. The value is that of W. J. Rogan & B. Gladen,
 * «Estimating prevalence from the results of a screening test», American Journal of Epidemiology 107 (1978) 71–76; the interval,
 * which counts how unsure sensitivity and specificity themselves are, of Z. Lang & J. Reiczigel, «Confidence limits for prevalence
 * of disease adjusted for estimated sensitivity and specificity», Preventive Veterinary Medicine 113 (2014) 13–22.
 * Null where it cannot be told: nothing was graded, sensitivity or specificity was not measured, or the grader is no better than chance.
 */
export function correctedRate(
  graded: Count,
  { sensitivity, specificity }: Accuracy,
  confidence = 0.95,
): { readonly value: number; readonly interval: Interval } | null {
  if (graded.n === 0 || sensitivity.n === 0 || specificity.n === 0) return null;
  const plain = roganGladen(share(graded), share(sensitivity), share(specificity));
  const z = normalQuantile((1 + confidence) / 2);
  const rate = widened(graded, z * z);
  const hit = widened(sensitivity, 2);
  const right = widened(specificity, 2);
  const youden = hit.share + right.share - 1;
  if (plain === null || youden <= 0) return null;
  const centre = (rate.share + right.share - 1) / youden;
  const shift = 2 * z * z * (centre * hit.variance - (1 - centre) * right.variance);
  const variance = (rate.variance + centre ** 2 * hit.variance + (1 - centre) ** 2 * right.variance) / youden ** 2;
  const half = z * Math.sqrt(variance);
  return { value: plain, interval: [clip(centre + shift - half), clip(centre + shift + half)] };
}

function roganGladen(rate: number, sensitivity: number, specificity: number): number | null {
  const youden = sensitivity + specificity - 1;
  return youden <= 0 ? null : clip((rate + specificity - 1) / youden);
}

/** With `by` more trials, half of them positive (A. Agresti & B. A. Coull, The American Statistician 52 (1998) 119–126). */
function widened({ positive, n }: Count, by: number): { readonly share: number; readonly variance: number } {
  const more = n + by;
  const value = (positive + by / 2) / more;
  return { share: value, variance: (value * (1 - value)) / more };
}

function share({ positive, n }: Count): number {
  return positive / n;
}

function clip(value: number): number {
  return Math.max(0, Math.min(1, value));
}
