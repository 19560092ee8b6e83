import { withLeftOut, type Arm } from './arm.ts';
import { newcombe, type Count, type Interval } from './intervals.ts';
import { stratifiedTerms } from './mantelHaenszel.ts';
import { weightedSum, type Estimate } from './weightedSum.ts';

/** Arms that belong together within one choice of all else: two of a difference, four of a difference of differences. */
export type ArmSet = readonly Arm[];

export type Conclusion = 'above' | 'below' | 'open';

/** A difference of rates (or of differences) within strata, and what it would be had all that was left out gone one way. */
export interface Contrast extends Estimate {
  readonly conclusion: Conclusion;
  /** Null where nothing was left out. */
  readonly ifLeftOut: {
    readonly low: Estimate;
    readonly high: Estimate;
    /** Whether all of it says the same as what was graded. */
    readonly holds: boolean;
  } | null;
}

/**
 * `signs` say which arms are added and which taken away. Null where no set has graded trials in each of its
 * arms. Of two arms alone the interval is Newcombe's, of several strata or four arms that of `weightedSum`.
 */
export function contrastOf(sets: readonly ArmSet[], signs: readonly number[], confidence = 0.95): Contrast | null {
  const estimate = estimateOf(sets, signs, confidence);
  if (estimate === null) return null;
  const conclusion = concludes(estimate.interval);
  const hasLeftOut = sets.some((arms) => arms.some((arm) => Object.keys(arm.excluded).length > 0));
  if (!hasLeftOut) return { ...estimate, conclusion, ifLeftOut: null };
  const allOneWay = (side: 1 | -1): Estimate | null =>
    estimateOf(
      sets.map((arms) => arms.map((arm, index) => withLeftOut(arm, wayOf(signs[index] ?? 0, side)))),
      signs,
      confidence,
    );
  const [low, high] = [allOneWay(-1), allOneWay(1)];
  if (low === null || high === null) return null;
  const holds = [low, high].every(({ interval }) => concludes(interval) === conclusion);
  return { ...estimate, conclusion, ifLeftOut: { low, high, holds } };
}

function estimateOf(
  sets: readonly (readonly Count[])[],
  signs: readonly number[],
  confidence: number,
): Estimate | null {
  const terms = stratifiedTerms(sets, signs);
  const [first, second] = terms;
  if (first === undefined || second === undefined) return null;
  const { value, interval } = weightedSum(terms, confidence);
  return { value, interval: terms.length === 2 ? newcombe(first, second, confidence) : interval };
}

function wayOf(sign: number, side: number): 'positive' | 'negative' {
  return sign * side > 0 ? 'positive' : 'negative';
}

function concludes([low, high]: Interval): Conclusion {
  return low > 0 ? 'above' : high < 0 ? 'below' : 'open';
}
