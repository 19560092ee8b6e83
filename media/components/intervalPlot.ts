import { html, nothing, svg, type TemplateResult } from 'lit';
import { along, lookOf, rates, tickWords, type Axis } from '../../src/core/view/shown/charts/axis.ts';

/**
 * An estimate with its interval, drawn as a line and a dot on an axis that a whole column shares. Used like this, in a row and in
 * the head of its column, so that both lie on the same axis:
 *
 *     ${intervalPlot(cell)}                                   a rate: `value`, `interval`, `graded` of 0–100 %
 *     ${intervalPlot({ value, interval, graded }, differences)} a difference of two rates, about zero
 *     ${axisLabels(differences)}                              the numbers above the column
 *
 * The drawing is as wide as its place and 16 px high (`.plot` in styles/intervals.css; give it another height there, 24 px in rows
 * that follow each other, so that their ticks make one line). Leave 12 px at the ends for a dot that stands on one. It is hidden
 * from screen readers: the numbers must stand beside it.
 */
export interface Estimate {
  /** In shares of 1; null where nothing is known, and no dot is drawn. */
  readonly value: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  /** How many graded trials it rests on: the least of several. Under `fewGraded` it is drawn grey and hollow. */
  readonly graded: number;
}

export function intervalPlot({ value, interval, graded }: Estimate, axis: Axis = rates): TemplateResult {
  const at = (share: number): string => axisPosition(share, axis);
  return html`<svg class="plot ${lookOf({ value, graded }, axis)}" aria-hidden="true">
    ${axis.ticks.map((tick) => svg`<line class="tick ${tick === 0 && axis.from < 0 ? 'zero' : ''}" x1=${at(tick)} x2=${at(tick)} y1="0" y2="100%"></line>`)}
    ${interval === null ? nothing : svg`<line class="interval" x1=${at(interval[0])} x2=${at(interval[1])} y1="50%" y2="50%"></line>`}
    ${value === null ? nothing : svg`<circle class="dot" cx=${at(value)} cy="50%" r="4"></circle>`}
  </svg>`;
}

/** The numbers above the column, in percent. */
export function axisLabels(axis: Axis = rates): TemplateResult {
  const shown = axis.ticks.filter((_, index) => index % 2 === 0);
  return html`<span class="axis" aria-hidden="true"
    >${shown.map((tick) => html`<span .style=${`inset-inline-start: ${axisPosition(tick, axis)}`}>${tickWords(tick)}</span>`)}</span
  >`;
}

/** Where a share lies on its axis, as SVG and CSS take it; what is outside lies on its end. */
export function axisPosition(share: number, axis: Axis = rates): string {
  return `${(100 * along(share, axis)).toFixed(2)}%`;
}
