import type { Interval } from './intervals.ts';
import type { Rate } from './summary.ts';

/** A share of 1 as a percentage with at most one decimal: «28», «0.5». */
export function percent(share: number): string {
  return String(Number((share * 100).toFixed(1)));
}

/** «0–27.8». */
export function percentRange([low, high]: Interval): string {
  return `${percent(low)}–${percent(high)}`;
}

/** A difference in points, with its sign: «+12», «−3.5». «0» is no difference: what would be rounded to it has its first digit. */
export function points(share: number): string {
  const rounded = Number((share * 100).toFixed(1));
  // Less than a thousandth of a point is an error of rounding.
  const shown = rounded === 0 && Math.abs(share) >= 0.00001 ? Number((share * 100).toPrecision(1)) : rounded;
  return shown > 0 ? `+${shown}` : shown < 0 ? `−${-shown}` : '0';
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
