import type { Levels } from '../../scenario/scenario.ts';
import type { RunView } from '../views.ts';
import { plain } from '../visibleText.ts';

/** The factors that tell conditions of this run apart; one that has a single level here would be a column of one word. */
export function varyingFactors({ factors, cells }: RunView): RunView['factors'] {
  const [first] = cells;
  if (first === undefined) return factors.filter(({ levels }) => levels.length > 1);
  return factors.filter(({ name }) => cells.some(({ levels }) => levels[name] !== first.levels[name]));
}

/** «replacement · explicit»: the levels of the factors that vary. */
export function levelNames(levels: Levels, factors: readonly string[]): string {
  return factors.map((name) => plain(levels[name] ?? '–', 60)).join(' · ');
}
