import type { RunManifest } from '../run/manifest.ts';
import type { Levels } from '../scenario/scenario.ts';

/** All the levels that a condition of a run stands for: its own, and those of the conditions that send the same text. */
export function levelsOf({ conditions }: Pick<RunManifest, 'conditions'>): (condition: string) => readonly Levels[] {
  const all = new Map(conditions.map(({ id, levels, same }) => [id, [levels, ...same]]));
  return (condition) => all.get(condition) ?? [];
}
