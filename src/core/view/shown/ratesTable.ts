import type { Cell, Rate } from '../../stats/summary.ts';
import type { RunView } from '../views.ts';
import { plain } from '../visibleText.ts';
import { count, interval, percent } from './numbers.ts';
import { varyingFactors } from './varyingFactors.ts';
import { leftOut } from './words.ts';

/** A table of text: what a chart shows, or what is copied. */
export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The first column of numbers. */
  readonly numbersFrom: number;
}

export const rateHeads = ['positive', 'graded', 'rate', '95 %', 'left out'];

export function rateTexts(of: Rate, digits = 0): readonly string[] {
  const { positive, graded, rate, interval: shares, excluded } = of;
  return [count(positive), count(graded), percent(rate, digits), interval(shares, digits), leftOut(excluded)];
}

/** The cells of one classifier, each with what it is of. */
export function ratesTable(view: RunView, cells: readonly Cell[], digits = 0): TextTable {
  const names = varyingFactors(view).map(({ name }) => name);
  const models = view.models.length > 1 ? ['model'] : [];
  return {
    head: [...names, ...models, ...rateHeads],
    rows: cells.map((cell) => [
      ...names.map((name) => plain(cell.levels[name] ?? '–', 60)),
      ...(models.length === 0 ? [] : [plain(cell.model, 80)]),
      ...rateTexts(cell, digits),
    ]),
    numbersFrom: names.length + models.length,
  };
}
