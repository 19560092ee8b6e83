import type { Levels } from '../../scenario/scenario.ts';
import type { RunView } from '../views.ts';
import { plain } from '../visibleText.ts';

/** The factors that tell conditions of this run apart; one that has a single level here would be a column of one word. */
export function varyingFactors({ factors, cells }: RunView): RunView['factors'] {
  const [first] = cells;
  if (first === undefined) return factors.filter(({ levels }) => levels.length > 1);
  return factors.filter(({ name }) => cells.some(({ levels }) => levels[name] !== first.levels[name]));
}

/** What it takes of a factor to name a condition. */
export type NamedFactor = Pick<RunView['factors'][number], 'name' | 'baseline'>;

/** Of more factors than these nobody reads one level after the other. */
const mostNamed = 4;

export function areMany(factors: readonly NamedFactor[]): boolean {
  return factors.length > mostNamed;
}

/** «replacement · explicit»: the levels of the factors that vary. Of many factors only what is not as in the baseline: «threat: replacement». */
export function levelNames(levels: Levels, factors: readonly NamedFactor[]): string {
  const levelOf = ({ name }: NamedFactor): string => plain(levels[name] ?? '–', 60);
  if (!areMany(factors)) return factors.map(levelOf).join(' · ');
  const changed = factors.filter(({ name, baseline }) => levels[name] !== baseline);
  if (changed.length === 0) return 'baseline';
  return changed.map((factor) => `${plain(factor.name, 60)}: ${levelOf(factor)}`).join(' · ');
}
