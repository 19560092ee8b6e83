import type { Contrast } from '../../core/stats/contrast.ts';
import type { Rate } from '../../core/stats/summary.ts';
import type { Estimate } from '../../core/stats/weightedSum.ts';
import { leftOutWords, percent, percentRange, signedPercent } from '../../core/stats/words.ts';

/** «21/40 52.5 % [37.5–67.1]», with what was left out; «0/0 –» where nothing was graded. */
export function rateText({ positive, graded, rate, interval, excluded }: Rate): string {
  const count = `${positive}/${graded}`;
  if (rate === null || interval === null) return `${count} –${leftOutWords(excluded)}`;
  return `${count} ${percent(rate)} % [${percentRange(interval)}]${leftOutWords(excluded)}`;
}

/** In points: «+40 [20.1 to 56]»; «–» where it is not known. */
export function differenceText(difference: Estimate | null): string {
  if (difference === null) return '–';
  const { value, interval } = difference;
  return `${value > 0 ? '+' : ''}${signedPercent(value)} [${signedPercent(interval[0])} to ${signedPercent(interval[1])}]`;
}

/** What the trials that were left out could make of it; empty where they could change nothing. */
export function leftOutText(difference: Contrast | null): string {
  if (difference === null || difference.ifLeftOut === null || difference.ifLeftOut.holds) return '';
  const { low, high } = difference.ifLeftOut;
  const range = `${signedPercent(low.value)} to ${signedPercent(high.value)} if all left out went one way`;
  return difference.conclusion === 'open' ? `may be settled: ${range}` : `may be undone: ${range}`;
}

/** To two digits; «–» where nothing was tested. */
export function pText(p: number | null): string {
  if (p === null) return '–';
  if (p < 0.0001) return '<0.0001';
  return p < 0.01 ? p.toPrecision(1) : p.toFixed(2);
}
