import type { Rate } from '../../../stats/summary.ts';
import { leftOutOf } from '../differenceWords.ts';
import { count, interval, percent } from '../numbers.ts';
import type { TextTable } from '../ratesTable.ts';
import { rates } from './axis.ts';
import type { Drawing } from './drawing.ts';
import type { EstimateChart } from './estimateChart.ts';

/** A picture and the same in words and numbers. */
export interface Chart {
  readonly title: string;
  /** Of the file that it is saved to, without its ending. */
  readonly fileName: string;
  /** For a place that is so many pixels wide. */
  readonly draw: (width: number) => Drawing;
  readonly table: TextTable;
  /** What it rests on, each trial once. */
  readonly rates: readonly Rate[];
}

/** How a chart writes its numbers. */
export interface ChartWords {
  /** After the point, at most. */
  readonly digits: number;
}

export interface LabelledRate {
  readonly label: string;
  readonly rate: Rate;
}

/** Rates on the axis from 0 to 100 %, each with its denominator and what was left out of it. */
export function rateChart(labels: string, rows: readonly LabelledRate[], { digits }: ChartWords): EstimateChart {
  const hasLeftOut = rows.some(({ rate }) => leftOutOf(rate) > 0);
  const out = (rate: Rate): readonly string[] =>
    hasLeftOut ? [leftOutOf(rate) === 0 ? '' : count(leftOutOf(rate))] : [];
  return {
    ...{ axis: rates, name: 'rate in %', labels },
    columns: ['n', 'rate', '95 %', ...(hasLeftOut ? ['left out'] : [])],
    rows: rows.map(({ label, rate }) => {
      const { positive, graded, interval: shares } = rate;
      const numbers = [
        `${count(positive)}/${count(graded)}`,
        percent(rate.rate, digits),
        interval(shares, digits),
        ...out(rate),
      ];
      return { label, value: rate.rate, interval: shares, graded, numbers };
    }),
  };
}
