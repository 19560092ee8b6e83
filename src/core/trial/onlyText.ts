import type { Factor, Levels } from '../scenario/scenario.ts';
import { createPace, finish, type Pace, type Steps } from '../text/steps.ts';

/** For each factor the levels that are allowed; a factor that is not there may have any. */
type Box = ReadonlyMap<string, ReadonlySet<string>>;

/** Nobody would read an `only` of more maps than these. */
const mostBoxes = 20;

/**
 * The YAML (in flow style) of an `only` that keeps exactly some conditions of a design: one map, or one for each level of
 * one factor. Null where that is not enough, which no one would want to read anyway.
 *
 * @param all Every condition of the design without any `only`.
 */
export function onlyText(factors: readonly Factor[], all: readonly Levels[], kept: readonly Levels[]): string | null {
  return finish(onlySteps(factors, all, kept, createPace()));
}

export function* onlySteps(
  factors: readonly Factor[],
  all: readonly Levels[],
  kept: readonly Levels[],
  pace: Pace,
): Steps<string | null> {
  const keyOf = (levels: Levels): string => factors.map(({ name }) => levels[name]).join('\n');
  const keptKeys = new Set(kept.map(keyOf));
  const isExact = (boxes: readonly Box[]): boolean =>
    all.every((levels) => !boxes.some((box) => contains(box, levels)) || keptKeys.has(keyOf(levels)));
  const texts: string[][] = [];
  for (const factor of [null, ...factors.filter(({ levels }) => levels.length <= mostBoxes)]) {
    if (pace.isDue(all.length)) yield;
    const boxes = factor === null ? [boxOf(factors, kept)] : yield* boxesBy(factor, factors, kept, pace);
    if (pace.isDue(all.length)) yield;
    if (isExact(boxes)) texts.push(boxes.map((box) => boxText(factors, box)));
  }
  const shortest = texts.sort((a, b) => a.join().length - b.join().length)[0];
  if (shortest === undefined || shortest.includes('{}')) return null;
  return shortest.length === 1 ? shortest.join() : `[${shortest.join(', ')}]`;
}

function contains(box: Box, levels: Levels): boolean {
  for (const [factor, allowed] of box) if (!allowed.has(levels[factor] ?? '')) return false;
  return true;
}

function boxOf(factors: readonly Factor[], kept: readonly Levels[]): Box {
  return new Map(
    factors.flatMap(({ name, levels }) => {
      const allowed = new Set(kept.map((condition) => condition[name] ?? ''));
      return allowed.size === levels.length ? [] : [[name, allowed] as const];
    }),
  );
}

/** One box for each level of a factor; levels that leave the other factors the same choice share one. */
function* boxesBy(by: Factor, factors: readonly Factor[], kept: readonly Levels[], pace: Pace): Steps<readonly Box[]> {
  const others = factors.filter((factor) => factor !== by);
  const merged = new Map<string, Levels[]>();
  const byLevel = Map.groupBy(kept, (levels) => levels[by.name]);
  for (const level of by.levels) {
    const here = byLevel.get(level.name) ?? [];
    if (pace.isDue((here.length * factors.length) / 10)) yield;
    if (here.length === 0) continue;
    const choice = boxText(others, boxOf(others, here));
    merged.set(choice, [...(merged.get(choice) ?? []), ...here]);
  }
  return [...merged.values()].map((levels) => boxOf(factors, levels));
}

function boxText(factors: readonly Factor[], box: Box): string {
  const entries = factors.flatMap((factor) => {
    const allowed = box.get(factor.name);
    return allowed === undefined ? [] : [`${factor.name}: ${levelsText(factor, allowed)}`];
  });
  return `{${entries.join(', ')}}`;
}

function levelsText({ levels }: Factor, allowed: ReadonlySet<string>): string {
  const names = levels.map(({ name }) => name);
  const inside = names.filter((name) => allowed.has(name));
  const outside = names.filter((name) => !allowed.has(name));
  const [only] = inside;
  const [but] = outside;
  if (only !== undefined && inside.length === 1) return only;
  return but !== undefined && outside.length === 1 ? `{not: ${but}}` : `[${inside.join(', ')}]`;
}
