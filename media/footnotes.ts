import type { Rate, VerdictStatus } from './viewTypes.ts';
import { excludedOf } from '../src/core/view/shown/words.ts';

/** The statuses that left something out of any of these; the mark of a number is the place in this list. */
export type Footnotes = readonly VerdictStatus[];

export function footnotesOf(rates: readonly Pick<Rate, 'excluded'>[]): Footnotes {
  return [...new Set(rates.flatMap(({ excluded }) => excludedOf(excluded).map(([status]) => status)))];
}

/** «1 2» */
export function marksOf({ excluded }: Pick<Rate, 'excluded'>, notes: Footnotes): string {
  return excludedOf(excluded)
    .map(([status]) => notes.indexOf(status) + 1)
    .join(' ');
}
