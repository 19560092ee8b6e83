import type { RunState } from '../../core/run/state/runState.ts';
import { analysisView } from '../../core/view/analysisView.ts';
import { differenceText } from './statsText.ts';
import { aligned } from './table.ts';

/** Above this a difference may well be chance, and the table says enough. */
const surprising = 0.05;

/**
 * What a table of rates does not show at a glance, where several things vary: the levels that make a difference after Holm's
 * correction. Empty where nothing does, and where one factor alone varies.
 */
export function effectLines(state: RunState, classifier: string): readonly string[] {
  const varying = state.scenario.factors.filter(({ levels }) => levels.length > 1).length;
  if (varying + (state.manifest.models.length > 1 ? 1 : 0) < 2) return [];
  const effects = (analysisView(state, classifier)?.effects ?? []).filter(
    ({ adjusted }) => adjusted !== null && adjusted < surprising,
  );
  if (effects.length === 0) return [];
  const rows = effects.map(({ title, level, against, difference }) => [
    `${title}: ${level} against ${against}`,
    `${differenceText(difference)} points`,
  ]);
  return ['  effects within all else (`scenarist analyze` has more)', ...aligned(rows, 1)];
}
