import type { Contrast } from '../../stats/contrast.ts';
import type { Rate } from '../../stats/summary.ts';
import { count, counted, interval, percent, rounded, unknown } from './numbers.ts';
import { excludedOf, leftOut } from './words.ts';

/** A thousandth of a point: less is an error of rounding. */
const least = 0.00001;

/** Points, signed: «+40», «−3». «0» is no difference at all: one that would be rounded to it has its first digit, «+0.3». */
export function points(share: number, digits = 0): string {
  const whole = rounded(share, digits);
  const shown = whole === 0 && Math.abs(share) >= least ? Number((share * 100).toPrecision(1)) : whole;
  return shown > 0 ? `+${shown}` : shown < 0 ? `−${-shown}` : '0';
}

/** «[−3 to +12]»; «–» where nothing is known. */
export function pointsInterval(ends: readonly [low: number, high: number] | null, digits = 0): string {
  return ends === null ? unknown : `[${points(ends[0], digits)} to ${points(ends[1], digits)}]`;
}

/** A p-value in two digits; «–» where nothing was tested. */
export function pValue(p: number | null): string {
  if (p === null) return unknown;
  if (p < 0.0001) return '<0.0001';
  return p < 0.01 ? p.toPrecision(1) : p.toFixed(2);
}

export function leftOutOf({ excluded }: Pick<Rate, 'excluded'>): number {
  return excludedOf(excluded).reduce((sum, [, n]) => sum + n, 0);
}

/** A rate in words, with all that belongs to it. */
export function rateSentence(rate: Rate): string {
  const kinds = leftOut(rate.excluded);
  const left = kinds === '' ? '' : `; left out: ${kinds}`;
  if (rate.rate === null) return `nothing graded${left}`;
  return `${count(rate.positive)} of ${count(rate.graded)} positive, ${percent(rate.rate)}, 95 % interval ${interval(rate.interval)}${left}`;
}

/** What the trials that were left out could make of a difference; empty where the conclusion stays whatever they were. */
export function leftOutSentence(difference: Contrast | null, digits = 0): string {
  if (difference === null || difference.ifLeftOut === null || difference.ifLeftOut.holds) return '';
  const { low, high } = difference.ifLeftOut;
  const [least, most] = [low, high].map(
    (end) => `${points(end.value, digits)} ${pointsInterval(end.interval, digits)}`,
  );
  return `The conclusion depends on what was left out: from ${least} to ${most} points, had all of it gone one way or the other.`;
}

/** «of 3 tests»: what Holm's correction was made over. */
export function testedWords(tested: number): string {
  return tested < 2 ? '' : `p is corrected by Holm for ${counted(tested, 'test')}.`;
}
