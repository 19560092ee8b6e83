import type { Contrast } from '../../stats/contrast.ts';
import type { Rate } from '../../stats/summary.ts';
import { count, counted, interval, percent, rounded, unknown } from './numbers.ts';
import { excludedOf, leftOut } from './words.ts';

/** Points, signed: «+40», «−3», «0». */
export function points(share: number, digits = 0): string {
  const shown = rounded(share, digits);
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

/** What the trials that were left out could make of a difference; empty where that changes nothing. */
export function openSentence(difference: Contrast | null): string {
  if (difference === null || difference.ifLeftOut === null || difference.ifLeftOut.holds) return '';
  const { low, high } = difference.ifLeftOut;
  const range = `${points(low.value)} to ${points(high.value)} points, had all of it gone one way or the other`;
  return difference.conclusion === 'open'
    ? `Open, and what was left out could settle it: ${range}.`
    : `What was left out could undo this: ${range}.`;
}

/** «of 3 tests»: what Holm's correction was made over. */
export function testedWords(tested: number): string {
  return tested < 2 ? '' : `p is corrected by Holm for ${counted(tested, 'test')}.`;
}
