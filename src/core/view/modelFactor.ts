import type { RunManifest } from '../run/manifest.ts';
import type { FactorLevels } from '../stats/effects.ts';
import type { StrataInput } from '../stats/strata.ts';
import type { Cell } from '../stats/summary.ts';
import { levelsOf } from './levelsOf.ts';

/** No factor of a scenario can have this name: models are a factor like any other for the statistics. */
const key = ' model';

/** The factor's name as it is shown. */
export function shownFactor(name: string): string {
  return name === key ? 'model' : name;
}

/** The models of a run as a factor, the first of them for its baseline; none where there is one model. */
export function modelFactor({ models }: Pick<RunManifest, 'models'>): readonly FactorLevels[] {
  return models.length < 2 ? [] : [{ name: key, levels: models.map(({ model }) => model), baseline: null }];
}

/** Cells whose model is one of their levels. */
export function withModel(manifest: Pick<RunManifest, 'conditions'>, cells: readonly Cell[]): StrataInput {
  const byCondition = levelsOf(manifest);
  const own = cells.map((cell) => ({ ...cell, condition: `${cell.condition} ${cell.model}`, model: '' }));
  const places = new Map(cells.map(({ condition, model }) => [`${condition} ${model}`, { condition, model }]));
  return {
    cells: own,
    levelsOf: (id) => {
      const place = places.get(id);
      return place === undefined
        ? []
        : byCondition(place.condition).map((levels) => ({ ...levels, [key]: place.model }));
    },
  };
}
