import { html, nothing, type TemplateResult } from 'lit';
import { differences } from '../../src/core/view/shown/charts/axis.ts';
import {
  leftOutOf,
  leftOutSentence,
  points,
  pointsInterval,
  pValue,
  rateSentence,
} from '../../src/core/view/shown/differenceWords.ts';
import { count, counted, percent } from '../../src/core/view/shown/numbers.ts';
import type { Contrast, Rate } from '../viewTypes.ts';
import { axisLabels, intervalPlot } from './intervalPlot.ts';
import { icon, type Part } from './parts.ts';

/** One comparison: the second rate less the first. */
export interface DifferenceRow {
  readonly name: Part;
  /** Null where a row has no two rates: a difference of differences. */
  readonly rates: readonly [first: Rate, second: Rate] | null;
  /** How many graded trials it rests on. */
  readonly n: number;
  readonly difference: Contrast | null;
  readonly p: number | null;
  readonly adjusted: number | null;
}

export interface DifferenceTable {
  readonly label: string;
  /** What the first and the second rate are. */
  readonly heads: readonly [first: string, second: string];
  readonly rows: readonly DifferenceRow[];
  readonly test: string;
}

/** Comparisons under each other, their differences on one axis. */
export function differenceTable({ label, heads, rows, test }: DifferenceTable): TemplateResult {
  return html`<div class="differences" role="table" aria-label=${label}>
    <div class="difference-row head" role="row">
      <span class="what" role="columnheader">${label}</span>
      <span class="number rate" role="columnheader">${heads[0]}</span>
      <span class="number rate" role="columnheader">${heads[1]}</span>
      <span class="plot-cell" role="columnheader" aria-label="difference in points, from −100 to 100"
        >${axisLabels(differences)}</span
      >
      <span class="number points" role="columnheader" title="Difference in points, with its 95 % interval"
        >points, 95 %</span
      >
      <span class="number p" role="columnheader" title=${test}>p</span>
    </div>
    ${rows.map(row)}
  </div>`;
}

function row({ name, rates, n, difference, p, adjusted }: DifferenceRow): TemplateResult {
  const open = leftOutSentence(difference);
  return html`<div class="difference-row" role="row">
    <span class="what" role="cell">${name}</span>
    ${
      rates === null
        ? html`<span class="number rate" role="cell"></span
            ><span class="number rate quiet" role="cell">n = ${count(n)}</span>`
        : rates.map(rateCell)
    }
    <span class="plot-cell" role="cell"
      >${intervalPlot({ value: difference?.value ?? null, interval: difference?.interval ?? null, graded: least(rates, n) }, differences)}</span
    >
    <span class="number points" role="cell"
      ><b>${difference === null ? '–' : points(difference.value)}</b>
      ${pointsInterval(difference?.interval ?? null)}</span
    >
    <span class="number p" role="cell" title=${`uncorrected: ${pValue(p)}`}>${pValue(adjusted)}</span>
    ${open === '' ? nothing : html`<span class="open" role="cell">${icon('warning', 'glyph excluded')} ${open}</span>`}
  </div>`;
}

export function rateCell(rate: Rate): TemplateResult {
  const left = leftOutOf(rate);
  return html`<span class="number rate" role="cell" title=${rateSentence(rate)}
    >${percent(rate.rate)} <span class="fraction">${count(rate.positive)}/${count(rate.graded)}</span>${
      left === 0 ? nothing : html` <span class="left-out">${counted(left, 'left out', 'left out')}</span>`
    }</span
  >`;
}

function least(rates: DifferenceRow['rates'], n: number): number {
  return rates === null ? n : Math.min(rates[0].graded, rates[1].graded);
}
