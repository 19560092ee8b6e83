import type { Factor, Levels } from '../scenario/scenario.ts';
import type { Cell } from '../stats/summary.ts';
import type { LadderLine, LadderView } from './views.ts';

export interface LadderInput {
  readonly factors: readonly Pick<Factor, 'name' | 'title' | 'ordered' | 'levels'>[];
  readonly cells: readonly Cell[];
  /** Of a condition: its levels, and those of the conditions that it stands for because they send the same. */
  readonly levelsOf: (condition: string) => readonly Levels[];
}

/**
 * The rate along each ordered factor: one line for each classifier, each model and each choice of the other factors, so that
 * steps differ in nothing but the ladder. A step that the design leaves out is null. Choices with fewer than two steps
 * say nothing about the ladder and are no lines.
 */
export function ladderView({ factors, cells, levelsOf }: LadderInput): readonly LadderView[] {
  return factors
    .filter(({ ordered }) => ordered)
    .map(({ name, title, levels }) => {
      const steps = levels.map((level) => level.name);
      return { factor: name, title, levels: steps, lines: linesAlong(name, steps, cells, levelsOf) };
    });
}

function linesAlong(
  factor: string,
  steps: readonly string[],
  cells: readonly Cell[],
  levelsOf: LadderInput['levelsOf'],
): readonly LadderLine[] {
  const lines = new Map<string, Omit<LadderLine, 'steps'> & { readonly byLevel: Map<string, Cell> }>();
  for (const cell of cells) {
    const { classifier, model } = cell;
    for (const { [factor]: level = '', ...others } of levelsOf(cell.condition)) {
      const key = JSON.stringify([classifier, model, others]);
      const line = lines.get(key) ?? { classifier, model, others, byLevel: new Map<string, Cell>() };
      line.byLevel.set(level, cell);
      lines.set(key, line);
    }
  }
  return [...lines.values()]
    .filter(({ byLevel }) => byLevel.size > 1)
    .map(({ byLevel, ...line }) => ({ ...line, steps: steps.map((level) => byLevel.get(level) ?? null) }));
}
