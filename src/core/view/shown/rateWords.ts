import type { Rate } from '../../stats/summary.ts';
import { count, interval, percent } from './numbers.ts';

/** A rate in a line of text: «7/10 · 70 % [40–89], 1 left out». */
export function rateWords({ positive, graded, rate, interval: range, excluded }: Rate): string {
  const left = Object.values(excluded).reduce((sum, status) => sum + status, 0);
  const mark = left === 0 ? '' : `, ${count(left)} left out`;
  if (rate === null) return `nothing graded${mark}`;
  return `${positive}/${graded} · ${percent(rate)} ${interval(range)}${mark}`;
}
