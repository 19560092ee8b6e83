import { nothing, svg, type SVGTemplateResult } from 'lit';
import { fewGraded } from '../components/intervalPlot.ts';
import { cut, percents, type Frame } from './frame.ts';

/** One curve: a step where nothing was graded is a gap. */
export interface Curve {
  readonly name: string;
  readonly steps: readonly ({
    readonly rate: number | null;
    readonly interval: readonly [low: number, high: number] | null;
    readonly graded: number;
  } | null)[];
}

/** Told apart by their dashes as well as by their colour. */
const dashes = ['', '6 3', '2 3', '8 3 2 3', '12 4', '4 2 1 2'] as const;
export const mostCurves = dashes.length;

/** Rates along an ordered factor, with their intervals. `width` in pixels; as an SVG that can be saved. */
export function ladderChart(
  title: string,
  levels: readonly string[],
  curves: readonly Curve[],
  width: number,
): SVGTemplateResult {
  const frame: Frame = { left: 44, right: width - 16, top: 12, bottom: 212 };
  const x = (step: number): number => frame.left + ((step + 0.5) / levels.length) * (frame.right - frame.left);
  const y = (share: number): number => frame.bottom - share * (frame.bottom - frame.top);
  const legend = frame.bottom + 32;
  const height = legend + 20 * curves.length + 4;
  return svg`<svg class="chart" role="img" aria-label=${title} width=${width} height=${height} viewBox="0 0 ${width} ${height}">
    ${percents.map(
      (
        percent,
      ) => svg`<line class="tick" x1=${frame.left} x2=${frame.right} y1=${y(percent / 100)} y2=${y(percent / 100)}></line>
        <text class="number" x=${frame.left - 8} y=${y(percent / 100) + 4} text-anchor="end">${percent}</text>`,
    )}
    ${levels.map((level, step) => svg`<text class="label" x=${x(step)} y=${frame.bottom + 18} text-anchor="middle">${cut(level, (frame.right - frame.left) / levels.length)}</text>`)}
    ${curves.map((curve, index) => drawn(curve, index, curves.length, x, y))}
    ${curves.map(
      ({ name }, index) => svg`<g class="curve hue-${index % mostCurves}">
        <line class="curve-line" stroke-dasharray=${dash(index)} x1="8" x2="36" y1=${legend + 20 * index + 4} y2=${legend + 20 * index + 4}></line>
        <text class="label" x="44" y=${legend + 20 * index + 8}>${cut(name, width - 52)}</text>
      </g>`,
    )}
  </svg>`;
}

function drawn(
  { steps }: Curve,
  index: number,
  total: number,
  x: (step: number) => number,
  y: (share: number) => number,
): SVGTemplateResult {
  // Beside each other, so that intervals of several curves at one step can be read.
  const shift = 6 * (index - (total - 1) / 2);
  const points = steps.flatMap((step, at) =>
    step === null || step.rate === null ? [] : [{ ...step, rate: step.rate, at }],
  );
  const lines = points.slice(1).flatMap((point, at) => {
    const before = points[at];
    return before === undefined || before.at !== point.at - 1 ? [] : [{ before, point }];
  });
  return svg`<g class="curve hue-${index % mostCurves}">
    ${lines.map(({ before, point }) => svg`<line class="curve-line" stroke-dasharray=${dash(index)} x1=${x(before.at) + shift} y1=${y(before.rate)} x2=${x(point.at) + shift} y2=${y(point.rate)}></line>`)}
    ${points.map(
      ({
        at,
        rate,
        interval,
        graded,
      }) => svg`${interval === null ? nothing : svg`<line class="interval" x1=${x(at) + shift} x2=${x(at) + shift} y1=${y(interval[0])} y2=${y(interval[1])}></line>`}
        <circle class="dot ${graded < fewGraded ? 'few' : ''}" cx=${x(at) + shift} cy=${y(rate)} r="4"></circle>`,
    )}
  </g>`;
}

function dash(index: number): string {
  return dashes[index % mostCurves] ?? '';
}
