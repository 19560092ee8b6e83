import type { Rate } from '../../core/stats/summary.ts';
import type { Estimate } from '../../core/stats/weightedSum.ts';
import { leftOutWords, percent, percentRange } from '../../core/stats/words.ts';
import { points, pointsInterval } from '../../core/view/shown/differenceWords.ts';
import { unknown } from '../../core/view/shown/numbers.ts';

/** «21/40 52.5 % [37.5–67.1]», with what was left out; «0/0 –» where nothing was graded. */
export function rateText({ positive, graded, rate, interval, excluded }: Rate): string {
  const count = `${positive}/${graded}`;
  if (rate === null || interval === null) return `${count} –${leftOutWords(excluded)}`;
  return `${count} ${percent(rate)} % [${percentRange(interval)}]${leftOutWords(excluded)}`;
}

/** In points: «+40 [+20.1 to +56]»; «–» where it is not known. */
export function differenceText(difference: Estimate | null): string {
  if (difference === null) return unknown;
  return `${points(difference.value, 1)} ${pointsInterval(difference.interval, 1)}`;
}
