import type { Rate } from '../../../stats/summary.ts';
import { count, interval, percent } from '../numbers.ts';
import type { TextTable } from '../ratesTable.ts';
import { rates } from './axis.ts';
import type { Drawing } from './drawing.ts';
import type { EstimateChart, EstimateRow } from './estimateChart.ts';

/** A picture and the same in words and numbers. */
export interface Chart {
  readonly title: string;
  /** Of the file that it is saved to, without its ending. */
  readonly fileName: string;
  /** For a place that is so many pixels wide. */
  readonly draw: (width: number) => Drawing;
  readonly table: TextTable;
}

/** How a chart writes its numbers. */
export interface ChartWords {
  /** After the point, at most. */
  readonly digits: number;
}

/** Rates on the axis from 0 to 100 %. */
export function rateChart(labels: string, rows: readonly EstimateRow[]): EstimateChart {
  return { axis: rates, name: 'rate in %', labels, columns: ['n', 'rate', '95 %'], rows };
}

export function rateRow(label: string, of: Rate, { digits }: ChartWords): EstimateRow {
  const { positive, graded, rate, interval: shares } = of;
  const numbers = [`${count(positive)}/${count(graded)}`, percent(rate, digits), interval(shares, digits)];
  return { label, value: rate, interval: shares, graded, numbers };
}
