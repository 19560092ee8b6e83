import type { Levels } from '../scenario/scenario.ts';
import type { Cell, Rate } from '../stats/summary.ts';
import { rateOf } from '../stats/tally.ts';
import type { MatrixRow, MatrixView } from './views.ts';

/** More columns than these are read in a table. */
const mostColumns = 6;
/** Of more factors than these a row is no name but a list. */
const mostRowFactors = 4;

export interface MatrixInput {
  readonly classifier: string;
  readonly factors: readonly { readonly name: string; readonly levels: readonly { readonly name: string }[] }[];
  readonly models: readonly string[];
  /** Of all classifiers, in the order in which rows are wanted. */
  readonly cells: readonly Cell[];
}

/**
 * The cells of one classifier with models as columns, or for one model the levels of the last factor that varies. Null where the
 * design has no two dimensions, too many columns, or too many factors. Sums are pooled counts, and only of what may be pooled: never several models,
 * and never a row or column in which a cell is missing, since what is left of it would be another mixture than its neighbours'.
 */
export function matrixView({ classifier, factors, models, cells }: MatrixInput): MatrixView | null {
  const own = cells.flatMap((cell, index) => (cell.classifier === classifier ? [{ cell, index }] : []));
  const varying = factors.filter(({ name }) => own.some(({ cell }) => cell.levels[name] !== own[0]?.cell.levels[name]));
  const factor = models.length > 1 ? null : (varying.at(-1) ?? null);
  if (models.length < 2 && varying.length < 2) return null;
  const values = factor === null ? models : levelsUsed(factor.levels, factor.name, own);
  if (values.length > mostColumns) return null;
  const names = varying.filter((each) => each !== factor).map(({ name }) => name);
  if (names.length > mostRowFactors) return null;
  const rows = rowsOf(own, names, values, ({ model, levels }) =>
    factor === null ? model : (levels[factor.name] ?? ''),
  );
  if (rows === null) return null;
  return withSums({ factor: factor?.name ?? null, values, rows }, cells);
}

interface Placed {
  readonly cell: Cell;
  readonly index: number;
}

function levelsUsed(
  levels: readonly { readonly name: string }[],
  factor: string,
  own: readonly Placed[],
): readonly string[] {
  return levels.map(({ name }) => name).filter((name) => own.some(({ cell }) => cell.levels[factor] === name));
}

/** Null where two cells fall into one place: the conditions differ in more than the matrix shows. */
function rowsOf(
  own: readonly Placed[],
  names: readonly string[],
  values: readonly string[],
  columnOf: (cell: Cell) => string,
): readonly Omit<MatrixRow, 'all'>[] | null {
  const rows = new Map<string, { readonly levels: Levels; readonly cells: (number | null)[] }>();
  for (const { cell, index } of own) {
    const levels = Object.fromEntries(names.map((name) => [name, cell.levels[name] ?? '']));
    const key = JSON.stringify(Object.values(levels));
    const row = rows.get(key) ?? { levels, cells: values.map(() => null) };
    rows.set(key, row);
    const column = values.indexOf(columnOf(cell));
    if (column < 0 || row.cells[column] !== null) return null;
    row.cells[column] = index;
  }
  return [...rows.values()];
}

function withSums(
  {
    factor,
    values,
    rows,
  }: { factor: string | null; values: readonly string[]; rows: readonly Omit<MatrixRow, 'all'>[] },
  cells: readonly Cell[],
): MatrixView {
  const sum = (indices: readonly (number | null)[]): Rate | null =>
    pooled(indices.map((index) => (index === null ? null : (cells[index] ?? null))));
  const isFull = rows.every((row) => row.cells.every((index) => index !== null));
  const sumsColumns = rows.length > 1 && isFull;
  return {
    factor,
    columns: values,
    rows: rows.map((row) => ({ ...row, all: factor === null ? null : sum(row.cells) })),
    all: values.map((_, column) => (sumsColumns ? sum(rows.map((row) => row.cells[column] ?? null)) : null)),
    total: sumsColumns && factor !== null ? sum(rows.flatMap((row) => row.cells)) : null,
  };
}

function pooled(cells: readonly (Cell | null)[]): Rate | null {
  const there = cells.filter((cell) => cell !== null);
  if (there.length < cells.length) return null;
  const excluded: Record<string, number> = {};
  for (const cell of there)
    for (const [status, count] of Object.entries(cell.excluded)) excluded[status] = (excluded[status] ?? 0) + count;
  const total = (of: 'positive' | 'graded'): number => there.reduce((sum, cell) => sum + cell[of], 0);
  return rateOf(total('positive'), total('graded'), excluded);
}
