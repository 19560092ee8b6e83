import type { Factor, Levels } from '../scenario/scenario.ts';

/** For each factor the levels that are allowed. */
type Box = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The YAML (in flow style) of an `only` that keeps exactly some conditions of a design: one map, or one for each level of
 * one factor. Null where that is not enough, which no one would want to read anyway.
 *
 * @param all Every condition of the design without any `only`.
 */
export function onlyText(factors: readonly Factor[], all: readonly Levels[], kept: readonly Levels[]): string | null {
  const keyOf = (levels: Levels): string => factors.map(({ name }) => levels[name]).join('\n');
  const keptKeys = new Set(kept.map(keyOf));
  const isExact = (boxes: readonly Box[]): boolean =>
    all.every((levels) => !boxes.some((box) => contains(box, levels)) || keptKeys.has(keyOf(levels)));
  const candidates = [[boxOf(factors, kept)], ...factors.map((factor) => boxesBy(factor, factors, kept))];
  const texts = candidates.filter(isExact).map((boxes) => boxes.map((box) => boxText(factors, box)));
  const shortest = texts.sort((a, b) => a.join().length - b.join().length)[0];
  if (shortest === undefined || shortest.includes('{}')) return null;
  return shortest.length === 1 ? shortest.join() : `[${shortest.join(', ')}]`;
}

function contains(box: Box, levels: Levels): boolean {
  return [...box].every(([factor, allowed]) => allowed.has(levels[factor] ?? ''));
}

function boxOf(factors: readonly Factor[], kept: readonly Levels[]): Box {
  return new Map(factors.map(({ name }) => [name, new Set(kept.map((levels) => levels[name] ?? ''))]));
}

/** One box for each level of a factor; levels that leave the other factors the same choice share one. */
function boxesBy(by: Factor, factors: readonly Factor[], kept: readonly Levels[]): readonly Box[] {
  const others = factors.filter((factor) => factor !== by);
  const merged = new Map<string, Levels[]>();
  for (const level of by.levels) {
    const here = kept.filter((levels) => levels[by.name] === level.name);
    if (here.length === 0) continue;
    const choice = boxText(others, boxOf(others, here));
    merged.set(choice, [...(merged.get(choice) ?? []), ...here]);
  }
  return [...merged.values()].map((levels) => boxOf(factors, levels));
}

function boxText(factors: readonly Factor[], box: Box): string {
  const entries = factors.flatMap((factor) => {
    const allowed = box.get(factor.name) ?? new Set();
    const text = levelsText(factor, allowed);
    return text === null ? [] : [`${factor.name}: ${text}`];
  });
  return `{${entries.join(', ')}}`;
}

/** Null where every level is allowed, so that nothing need be said. */
function levelsText({ levels }: Factor, allowed: ReadonlySet<string>): string | null {
  const names = levels.map(({ name }) => name);
  const inside = names.filter((name) => allowed.has(name));
  const outside = names.filter((name) => !allowed.has(name));
  const [only] = inside;
  const [but] = outside;
  if (but === undefined) return null;
  if (only !== undefined && inside.length === 1) return only;
  return outside.length === 1 ? `{not: ${but}}` : `[${inside.join(', ')}]`;
}
