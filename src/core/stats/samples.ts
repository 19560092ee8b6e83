import type { Expectation } from '../scenario/classifier.ts';
import { decide } from './expectations.ts';
import { newcombe, wilson } from './intervals.ts';

/** How many conditions (of all models that are pooled) each side of a claim counts: one for a rate, two for a difference. */
export type Arms = readonly number[];

/**
 * Whether an expectation could pass with so many samples of each condition, if all of them came out as well as they can: none
 * positive for a rate below a bound, all for one above; for a difference above, all of the first side and none of the second,
 * and the other way round below. Nothing less clear can decide it, so this is the least that a run needs, not what it will.
 */
export function bestCase({ claim, confidence }: Expectation, arms: Arms, samples: number): boolean {
  const [n = 0, m = 0] = arms.map((arm) => arm * samples);
  const { bound } = claim;
  const isAbove = bound.side === 'above';
  if (claim.kind === 'rate') {
    return n > 0 && decide(wilson(isAbove ? n : 0, n, confidence), bound) === 'passed';
  }
  if (n === 0 || m === 0) return false;
  const first = { positive: isAbove ? n : 0, n };
  const second = { positive: isAbove ? 0 : m, n: m };
  return decide(newcombe(first, second, confidence), bound) === 'passed';
}

/** More than anybody would run. */
const most = 1_000_000_000;

/** The smallest number that is enough, where every larger one is too; null where a thousand million are not. */
export function smallestSamples(isEnough: (samples: number) => boolean): number | null {
  let enough = 1;
  while (!isEnough(enough)) {
    if (enough >= most) return null;
    enough *= 2;
  }
  let short = Math.floor(enough / 2);
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else short = middle;
  }
  return enough;
}
