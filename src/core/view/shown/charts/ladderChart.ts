import { fewGraded, rates, tickWords } from './axis.ts';
import { cut, dot, group, line, text, widthOf, type Drawing, type Shape } from './drawing.ts';

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

interface Layout {
  readonly x: (step: number) => number;
  readonly y: (share: number) => number;
}

/** Rates along an ordered factor, with their intervals. */
export function ladderChart(levels: readonly string[], curves: readonly Curve[], width: number): Drawing {
  const [left, right, top, bottom] = [44, width - 16, 28, 228];
  const place = (right - left) / levels.length;
  const layout: Layout = {
    x: (step) => left + (step + 0.5) * place,
    y: (share) => bottom - share * (bottom - top),
  };
  // Where they do not fit beside each other, every second stands a line lower.
  const isStaggered = levels.some((level) => widthOf(level) > place - 4);
  const legend = bottom + (isStaggered ? 56 : 40);
  const grid = rates.ticks.flatMap((tick) => [
    line('tick', [left, layout.y(tick)], [right, layout.y(tick)]),
    text('number', [left - 8, layout.y(tick) + 4], tickWords(tick), 'end'),
  ]);
  const names = levels.map((level, step) =>
    text(
      'label',
      [layout.x(step), bottom + 18 + (isStaggered ? 16 * (step % 2) : 0)],
      cut(level, isStaggered ? 2 * place - 12 : place),
      'middle',
    ),
  );
  return {
    width,
    height: legend + 20 * curves.length + 4,
    shapes: [
      text('number', [8, 14], 'rate in %'),
      ...grid,
      ...names,
      ...curves.map((curve, index) => drawn(curve, index, curves.length, layout)),
      ...curves.map(({ name }, index) => {
        const y = legend + 20 * index + 4;
        return group(`curve ${hue(index)}`, [
          line('curve-line', [8, y], [36, y], dash(index)),
          text('label', [44, y + 4], cut(name, width - 52)),
        ]);
      }),
    ],
  };
}

function drawn({ steps }: Curve, index: number, total: number, { x, y }: Layout): Shape {
  // Beside each other, so that intervals of several curves at one step can be read.
  const shift = 6 * (index - (total - 1) / 2);
  const points = steps.flatMap((step, at) =>
    step === null || step.rate === null ? [] : [{ ...step, rate: step.rate, at, left: x(at) + shift }],
  );
  const lines = points.slice(1).flatMap((point, at) => {
    const before = points[at];
    return before === undefined || before.at !== point.at - 1
      ? []
      : [line('curve-line', [before.left, y(before.rate)], [point.left, y(point.rate)], dash(index))];
  });
  const estimates = points.flatMap(({ left, rate, interval, graded }) => [
    ...(interval === null ? [] : [line('interval', [left, y(interval[0])], [left, y(interval[1])])]),
    dot(graded < fewGraded ? 'dot few' : 'dot', [left, y(rate)]),
  ]);
  return group(`curve ${hue(index)}`, [...lines, ...estimates]);
}

function dash(index: number): string {
  return dashes[index % mostCurves] ?? '';
}

function hue(index: number): string {
  return `hue-${index % mostCurves}`;
}
