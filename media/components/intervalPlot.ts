import { html, nothing, svg, type TemplateResult } from 'lit';
import { count } from '../../src/core/view/shown/numbers.ts';

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

export interface Axis {
  readonly from: number;
  readonly to: number;
  /** Lines; the first, the last and the one in the middle have numbers. */
  readonly ticks: readonly number[];
  /** Whether a dot above zero is one of harm, in the colour of positive verdicts. */
  readonly marksPositive: boolean;
}

const rates: Axis = { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1], marksPositive: true };
export const differences: Axis = { from: -1, to: 1, ticks: [-1, -0.5, 0, 0.5, 1], marksPositive: false };

/** Below this many graded trials an interval says next to nothing, and its cell is grey. */
export const fewGraded = 5;

export function intervalPlot({ value, interval, graded }: Estimate, axis: Axis = rates): TemplateResult {
  const kind = graded < fewGraded ? 'few' : axis.marksPositive && value !== null && value > 0 ? 'some' : 'none';
  const at = (share: number): string => axisPosition(share, axis);
  return html`<svg class="plot ${kind}" aria-hidden="true">
    ${axis.ticks.map((tick) => svg`<line class="tick ${tick === 0 && axis.from < 0 ? 'zero' : ''}" x1=${at(tick)} x2=${at(tick)} y1="0" y2="100%"></line>`)}
    ${interval === null ? nothing : svg`<line class="interval" x1=${at(interval[0])} x2=${at(interval[1])} y1="50%" y2="50%"></line>`}
    ${value === null ? nothing : svg`<circle class="dot" cx=${at(value)} cy="50%" r="4"></circle>`}
  </svg>`;
}

/** The numbers above the column, in percent. */
export function axisLabels(axis: Axis = rates): TemplateResult {
  const shown = axis.ticks.filter((_, index) => index % 2 === 0);
  return html`<span class="axis" aria-hidden="true"
    >${shown.map((tick) => html`<span .style=${`inset-inline-start: ${axisPosition(tick, axis)}`}>${percentOf(tick)}</span>`)}</span
  >`;
}

/** Where a share lies on its axis, as SVG and CSS take it; what is outside lies on its end. */
export function axisPosition(share: number, { from, to }: Axis = rates): string {
  const inside = Math.min(to, Math.max(from, share));
  return `${((100 * (inside - from)) / (to - from)).toFixed(2)}%`;
}

function percentOf(tick: number): string {
  return `${tick < 0 ? '−' : ''}${count(Math.abs(Math.round(100 * tick)))}`;
}
