import type { Interval } from './intervals.ts';
import type { Rate } from './summary.ts';

/** A share of 1 as a percentage with at most one decimal: «28», «0.5». */
export function percent(share: number): string {
  return String(Number((share * 100).toFixed(1)));
}

/** «0–27.8 %»; a negative end is set apart with «to», as «−3 to 12». */
export function percentRange([low, high]: Interval): string {
  return low < 0 ? `${signedPercent(low)} to ${signedPercent(high)}` : `${percent(low)}–${percent(high)}`;
}

/** With a true minus: «−3.5». */
export function signedPercent(share: number): string {
  return percent(share).replace('-', '−');
}

/** «, 3 left out (2 judge_error, 1 not_run)»; nothing when nothing was left out. */
export function leftOutWords(excluded: Rate['excluded']): string {
  const sum = Object.values(excluded).reduce((before, count) => before + count, 0);
  return sum === 0 ? '' : `, ${sum} left out (${excludedWords(excluded)})`;
}

/** «2 judge_error, 1 not_run», always in one order. */
export function excludedWords(excluded: Rate['excluded']): string {
  return Object.entries(excluded)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');
}
