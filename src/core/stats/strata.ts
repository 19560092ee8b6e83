import type { Levels } from '../scenario/scenario.ts';
import { armOf } from './arm.ts';
import type { ArmSet } from './contrast.ts';
import type { Cell } from './summary.ts';

/** The levels that one arm has; what it does not name is the stratum. */
export type ArmLevels = Levels;

export interface StrataInput {
  /** Of one classifier. */
  readonly cells: readonly Cell[];
  /** All the levels that a condition stands for: its own, and those of the conditions that send the same text. */
  readonly levelsOf: (condition: string) => readonly Levels[];
}

/**
 * The cells that differ in the named levels alone, arm by arm; all other factors and the model are the stratum. Where a cell
 * stands for several conditions (they send the same text) the strata that share it are one, so that no trial counts twice;
 * where it would stand in two arms there is no contrast, and it is left out.
 */
export function strataOf({ cells, levelsOf }: StrataInput, arms: readonly ArmLevels[]): readonly ArmSet[] {
  const places = arms.map((arm) => placesOf(cells, levelsOf, arm));
  const tuples = [...(places[0]?.keys() ?? [])].flatMap((key) => {
    const tuple = places.flatMap((place) => place.get(key) ?? []);
    return tuple.length === arms.length && new Set(tuple).size === arms.length ? [tuple] : [];
  });
  return joined(tuples).flatMap((group) => {
    const byArm = arms.map((_, index) => new Set(group.flatMap((tuple) => tuple[index] ?? [])));
    const distinct = new Set(byArm.flatMap((each) => [...each]));
    const isClean = distinct.size === byArm.reduce((sum, { size }) => sum + size, 0);
    return isClean ? [byArm.map((each) => armOf([...each]))] : [];
  });
}

function placesOf(
  cells: StrataInput['cells'],
  levelsOf: StrataInput['levelsOf'],
  arm: ArmLevels,
): ReadonlyMap<string, Cell> {
  const named = Object.entries(arm);
  return new Map(
    cells.flatMap((cell) =>
      levelsOf(cell.condition)
        .filter((levels) => named.every(([factor, level]) => levels[factor] === level))
        .map((levels) => [keyOf(cell.model, levels, arm), cell] as const),
    ),
  );
}

function keyOf(model: string, levels: Levels, arm: ArmLevels): string {
  const others = Object.entries(levels).filter(([factor]) => !Object.hasOwn(arm, factor));
  return JSON.stringify([model, ...others.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

type Tuple = readonly Cell[];

/** Tuples that share a cell, directly or through others, are one group. */
function joined(tuples: readonly Tuple[]): readonly (readonly Tuple[])[] {
  const groupOf = new Map<Cell, readonly Tuple[]>();
  for (const tuple of tuples) {
    const met = new Set(tuple.map((cell) => groupOf.get(cell) ?? []));
    const group = [...[...met].flat(), tuple];
    for (const cell of group.flat()) groupOf.set(cell, group);
  }
  return [...new Set(groupOf.values())];
}
