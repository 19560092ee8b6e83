import { along, lookOf, tickWords, type Axis } from './axis.ts';
import { cut, dot, group, line, text, widthOf, type Drawing, type Shape } from './drawing.ts';

/** One estimate: a label, a dot with its interval, and its numbers. */
export interface EstimateRow {
  readonly label: string;
  /** In shares of 1; null where nothing is known, and no dot is drawn. */
  readonly value: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  /** How many graded trials it rests on: the least of several. */
  readonly graded: number;
  /** One text for each column. */
  readonly numbers: readonly string[];
}

export interface EstimateChart {
  readonly axis: Axis;
  /** What the axis shows. */
  readonly name: string;
  /** What a label says; empty where that goes without saying. */
  readonly labels: string;
  readonly columns: readonly string[];
  readonly rows: readonly EstimateRow[];
}

const narrowest = 480;
/** An axis shorter than this shows no differences. */
const leastAxis = 220;
const margin = 8;
const textLine = 16;

interface Layout {
  readonly width: number;
  /** Labels and numbers stand above the axis rather than beside it, in one line or in two. */
  readonly isStacked: boolean;
  readonly labelLines: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly step: number;
  /** Of each column of numbers. */
  readonly columns: readonly number[];
}

/** Estimates with their intervals, one below the other on one axis. */
export function estimateChart(chart: EstimateChart, width: number): Drawing {
  const layout = layoutOf(chart, width);
  const { left, right, top, step } = layout;
  const bottom = top + chart.rows.length * step;
  const height = bottom + textLine + 4;
  const ticks = chart.axis.ticks.map((tick) =>
    text('number', [x(tick, chart.axis, layout), top - 6], tickWords(tick), 'middle'),
  );
  return {
    width,
    height,
    shapes: [
      ...heads(chart, layout),
      ...ticks,
      ...(layout.isStacked ? [] : tickLines(chart.axis, layout, top, bottom)),
      ...chart.rows.map((row, index) => estimate(row, top + (index + 0.5) * step, chart, layout)),
      text('number', [(left + right) / 2, bottom + textLine], cut(chart.name, width - 2 * margin), 'middle'),
    ],
  };
}

function layoutOf({ columns: names, labels, rows }: EstimateChart, width: number): Layout {
  const longest = Math.max(widthOf(labels), ...rows.map(({ label }) => widthOf(label)));
  const columns = names.map(
    (name, column) => 14 + Math.max(widthOf(name), ...rows.map(({ numbers }) => widthOf(numbers[column] ?? ''))),
  );
  const numbers = columns.reduce((sum, each) => sum + each, 0);
  const besideLabels = width - numbers - longest - 3 * margin;
  if (width >= narrowest && besideLabels >= leastAxis) {
    const left = 2 * margin + longest + 12;
    return { width, isStacked: false, labelLines: 0, left, right: width - numbers - 16, top: 28, step: 24, columns };
  }
  const labelLines = longest <= width - 2 * margin - numbers ? 1 : 2;
  return {
    width,
    isStacked: true,
    labelLines,
    left: 20,
    right: width - 20,
    top: 44,
    step: 24 + 16 * labelLines,
    columns,
  };
}

function x(share: number, axis: Axis, { left, right }: Layout): number {
  return left + along(share, axis) * (right - left);
}

/** In their columns, so that digits stand below each other. */
function inColumns(texts: readonly string[], y: number, { width, columns }: Layout): readonly Shape[] {
  return texts.map((words, index) => {
    const behind = columns.slice(index + 1).reduce((sum, each) => sum + each, 0);
    return text('number', [width - 4 - behind, y], words, 'end');
  });
}

function heads({ labels, columns }: EstimateChart, layout: Layout): readonly Shape[] {
  const { width, isStacked, top } = layout;
  const y = isStacked ? top - 30 : top - 6;
  const place = width - 2 * margin - layout.columns.reduce((sum, each) => sum + each, 0);
  return [
    ...(labels === '' ? [] : [text('number', [margin, y], cut(labels, place))]),
    ...inColumns(columns, y, layout),
  ];
}

function tickLines(axis: Axis, layout: Layout, from: number, to: number): readonly Shape[] {
  return axis.ticks.map((tick) => {
    const at = x(tick, axis, layout);
    return line(tick === 0 && axis.from < 0 ? 'tick zero' : 'tick', [at, from], [at, to]);
  });
}

function estimate(row: EstimateRow, middle: number, chart: EstimateChart, layout: Layout): Shape {
  const { isStacked, labelLines, step, width } = layout;
  const y = isStacked ? middle + step / 2 - 12 : middle;
  const labelY = isStacked ? middle - step / 2 + 12 : middle + 4;
  const at = (share: number): number => x(share, chart.axis, layout);
  return group(`estimate ${lookOf(row, chart.axis)}`, [
    ...(isStacked ? tickLines(chart.axis, layout, y - 7, y + 7) : []),
    text('label', [margin, labelY], cut(row.label, width - 2 * margin)),
    ...(row.interval === null ? [] : [line('interval', [at(row.interval[0]), y], [at(row.interval[1]), y])]),
    ...(row.value === null ? [] : [dot('dot', [at(row.value), y])]),
    ...inColumns(row.numbers, labelLines === 2 ? labelY + textLine : labelY, layout),
  ]);
}
