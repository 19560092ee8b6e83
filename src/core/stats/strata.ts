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

/** Gives the cells that differ in the named levels alone, arm by arm. */
export type Strata = (arms: readonly ArmLevels[]) => readonly ArmSet[];

/** A cell under one of the choices of levels that it stands for. */
interface Place {
  readonly cell: Cell;
  readonly levels: Levels;
  /** Sorted by factor, so that equal choices are equal texts. */
  readonly parts: readonly { readonly factor: string; readonly text: string }[];
}

/**
 * Cells to be compared: all factors that an arm does not name, and the model, are the stratum. Where a cell stands for several
 * conditions (they send the same text) the strata that share it are one, so that no trial counts twice; where it would stand in
 * two arms there is no contrast, and it is left out.
 */
export function createStrata({ cells, levelsOf }: StrataInput): Strata {
  const places = cells.flatMap((cell) => levelsOf(cell.condition).map((levels) => placeOf(cell, levels)));
  return (arms) => {
    const byArm = arms.map((arm) => keyed(places, arm));
    const tuples = [...(byArm[0]?.keys() ?? [])].flatMap((key) => {
      const tuple = byArm.flatMap((each) => each.get(key) ?? []);
      return tuple.length === arms.length && new Set(tuple).size === arms.length ? [tuple] : [];
    });
    return joined(tuples).flatMap((group) => armSet(group, arms.length));
  };
}

function placeOf(cell: Cell, levels: Levels): Place {
  const parts = Object.entries(levels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([factor, level]) => ({ factor, text: JSON.stringify([factor, level]) }));
  return { cell, levels, parts };
}

function keyed(places: readonly Place[], arm: ArmLevels): ReadonlyMap<string, Cell> {
  const named = Object.entries(arm);
  const found = new Map<string, Cell>();
  for (const { cell, levels, parts } of places) {
    if (!named.every(([factor, level]) => levels[factor] === level)) continue;
    let key = JSON.stringify(cell.model);
    for (const { factor, text } of parts) if (!Object.hasOwn(arm, factor)) key += text;
    found.set(key, cell);
  }
  return found;
}

function armSet(group: readonly Tuple[], arms: number): readonly ArmSet[] {
  const byArm = Array.from({ length: arms }, (_, index) => new Set(group.flatMap((tuple) => tuple[index] ?? [])));
  const distinct = new Set(byArm.flatMap((each) => [...each]));
  const isClean = distinct.size === byArm.reduce((sum, { size }) => sum + size, 0);
  return isClean ? [byArm.map((each) => armOf([...each]))] : [];
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
