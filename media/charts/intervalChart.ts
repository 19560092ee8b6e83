import { nothing, svg, type SVGTemplateResult } from 'lit';
import { fewGraded } from '../components/intervalPlot.ts';
import { interval, percent, count } from '../../src/core/view/shown/numbers.ts';
import { along, cut, percentLines, percentNumbers, type Frame } from './frame.ts';

/** One line of an interval plot. */
export interface IntervalRow {
  readonly label: string;
  readonly rate: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  readonly positive: number;
  readonly graded: number;
}

const narrowest = 480;

/** Rates with their intervals, one below the other on one axis; as an SVG that can be saved. `width` in pixels. */
export function intervalChart(title: string, rows: readonly IntervalRow[], width: number): SVGTemplateResult {
  const isNarrow = width < narrowest;
  const step = isNarrow ? 40 : 24;
  const labels = isNarrow ? 8 : Math.min(width * 0.35, 8 + 6.8 * Math.max(...rows.map(({ label }) => label.length)));
  const frame: Frame = {
    left: labels + 8,
    right: width - (isNarrow ? 14 : 190),
    top: 28,
    bottom: 28 + rows.length * step,
  };
  return svg`<svg class="chart" role="img" aria-label=${title} width=${width} height=${frame.bottom + 8}
    viewBox="0 0 ${width} ${frame.bottom + 8}">
    ${percentNumbers(frame)} ${isNarrow ? nothing : percentLines(frame, frame.top, frame.bottom)}
    ${rows.map((row, index) => line(row, frame.top + (index + 0.5) * step, frame, width))}
  </svg>`;
}

function line(row: IntervalRow, middle: number, frame: Frame, width: number): SVGTemplateResult {
  const isNarrow = width < narrowest;
  const y = isNarrow ? middle + 8 : middle;
  const labelPlace = isNarrow ? width - 8 - 3 * 52 : frame.left - 16;
  const kind = row.graded < fewGraded ? 'few' : row.rate === 0 ? 'none' : 'some';
  return svg`<g class="estimate ${kind}">
    ${isNarrow ? percentLines(frame, y - 7, y + 7) : nothing}
    <text class="label" x="8" y=${isNarrow ? middle - 8 : middle + 4}>${cut(row.label, labelPlace)}</text>
    ${row.interval === null ? nothing : svg`<line class="interval" x1=${along(row.interval[0], frame)} x2=${along(row.interval[1], frame)} y1=${y} y2=${y}></line>`}
    ${row.rate === null ? nothing : svg`<circle class="dot" cx=${along(row.rate, frame)} cy=${y} r="4"></circle>`}
    ${numbers(row).map((text, column) => svg`<text class="number" x=${width - 4 - (2 - column) * (isNarrow ? 52 : 60)} y=${isNarrow ? middle - 8 : middle + 4} text-anchor="end">${text}</text>`)}
  </g>`;
}

/** In three columns, so that digits stand below each other. */
function numbers({ positive, graded, rate, interval: shares }: IntervalRow): readonly string[] {
  return [`${count(positive)}/${count(graded)}`, percent(rate), interval(shares)];
}
