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
  const parts = Object.entries(excluded);
  if (parts.length === 0) return '';
  const sum = parts.reduce((before, [, count]) => before + count, 0);
  return `, ${sum} left out (${parts.map(([status, count]) => `${count} ${status}`).join(', ')})`;
}
