import { count, counted, interval, percent, unknown } from './numbers.ts';
import type { Contrast, Rate } from './viewTypes.ts';
import { excludedOf, wordsOfStatus } from './words.ts';

/** Points, signed and whole: «+40», «−3», «0». */
export function points(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : '0';
}

/** «[−3 to +12]»; «–» where nothing is known. */
export function pointsInterval(ends: readonly [low: number, high: number] | null): string {
  return ends === null ? unknown : `[${points(ends[0])} to ${points(ends[1])}]`;
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
  const kinds = excludedOf(rate.excluded).map(([status, n]) => `${count(n)} ${wordsOfStatus(status)}`);
  const left = kinds.length === 0 ? '' : `; left out: ${kinds.join(', ')}`;
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
