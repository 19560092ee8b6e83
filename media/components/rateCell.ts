import { html, nothing, svg, type TemplateResult } from 'lit';
import { axisPosition } from '../numbers.ts';
import type { Cell } from '../viewTypes.ts';

/** Below this many graded trials an interval says next to nothing, and its cell is grey. */
export const fewGraded = 5;

const ticks = [0, 25, 50, 75, 100] as const;

/** The interval as a line with a dot at the rate, on a 0–100 % axis that the whole column shares. */
export function ratePlot({ rate, interval, graded }: Cell): TemplateResult {
  const kind = graded < fewGraded ? 'few' : rate === 0 ? 'none' : 'some';
  return html`<svg class="plot ${kind}" aria-hidden="true">
    ${ticks.map((tick) => svg`<line class="tick" x1="${tick}%" x2="${tick}%" y1="0" y2="100%"></line>`)}
    ${interval === null ? nothing : svg`<line class="interval" x1=${axisPosition(interval[0])} x2=${axisPosition(interval[1])} y1="50%" y2="50%"></line>`}
    ${rate === null ? nothing : svg`<circle class="dot" cx=${axisPosition(rate)} cy="50%" r="4"></circle>`}
  </svg>`;
}

/** The axis above the column. */
export function rateAxis(): TemplateResult {
  return html`<span class="axis" aria-hidden="true"
    ><span>0</span><span class="half">50</span><span class="whole">100</span></span
  >`;
}
