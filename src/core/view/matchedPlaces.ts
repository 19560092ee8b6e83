import type { RunState } from '../run/state/runState.ts';
import type { Levels } from '../scenario/scenario.ts';

/** What of a run is compared: all, or one model, or one condition. */
export interface CompareSide {
  readonly state: RunState;
  /** A reference; null: each with its namesake. */
  readonly model: string | null;
  /** An id; null: each with the one of the same levels. */
  readonly condition: string | null;
}

/** A condition on a model, by their indices in the manifest. */
export interface PlaceOf {
  readonly condition: number;
  readonly model: number;
}

export interface MatchedPlaces {
  readonly pairs: readonly { readonly first: PlaceOf; readonly second: PlaceOf }[];
  readonly unmatched: { readonly first: number; readonly second: number };
}

/**
 * Which cells belong together. Conditions match by the levels of the factors that both runs have; a factor that only one has
 * must be at its baseline there, so that a run from before an edit is compared with what the edit left unchanged.
 */
export function matchPlaces(first: CompareSide, second: CompareSide): MatchedPlaces {
  const shared = sharedFactors(first, second);
  const bySecond = new Map<string, PlaceOf>();
  const seconds = placesOf(second);
  for (const place of seconds)
    for (const key of keysOf(second, place, shared)) if (!bySecond.has(key)) bySecond.set(key, place);
  const taken = new Set<PlaceOf>();
  const firsts = placesOf(first);
  const pairs = firsts.flatMap((place) => {
    const found = keysOf(first, place, shared).flatMap((key) => bySecond.get(key) ?? []);
    const free = found.find((each) => !taken.has(each));
    if (free === undefined) return [];
    taken.add(free);
    return [{ first: place, second: free }];
  });
  return {
    pairs,
    unmatched: { first: firsts.length - pairs.length, second: seconds.length - pairs.length },
  };
}

function sharedFactors(first: CompareSide, second: CompareSide): ReadonlySet<string> {
  const names = new Set(second.state.scenario.factors.map(({ name }) => name));
  return new Set(first.state.scenario.factors.flatMap(({ name }) => (names.has(name) ? [name] : [])));
}

function placesOf({ state: { manifest }, model, condition }: CompareSide): readonly PlaceOf[] {
  return manifest.conditions.flatMap(({ id }, row) =>
    condition !== null && id !== condition
      ? []
      : manifest.models.flatMap((each, column) =>
          model !== null && each.model !== model ? [] : [{ condition: row, model: column }],
        ),
  );
}

/** One for each choice of levels that the condition stands for; none where it has no counterpart. */
function keysOf(side: CompareSide, place: PlaceOf, shared: ReadonlySet<string>): readonly string[] {
  const { manifest, scenario } = side.state;
  const condition = manifest.conditions[place.condition];
  const model = side.model === null ? (manifest.models[place.model]?.model ?? '') : '';
  if (condition === undefined) return [];
  if (side.condition !== null) return [JSON.stringify([model])];
  const isUnchanged = (levels: Levels): boolean =>
    scenario.factors.every(
      ({ name, baseline, levels: [first] }) => shared.has(name) || levels[name] === (baseline ?? first?.name),
    );
  return [condition.levels, ...condition.same].filter(isUnchanged).map((levels) => {
    const own = Object.entries(levels).filter(([factor]) => shared.has(factor));
    return JSON.stringify([model, ...own.sort(([a], [b]) => (a < b ? -1 : 1))]);
  });
}
