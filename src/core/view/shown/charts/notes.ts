import type { Rate } from '../../../stats/summary.ts';
import type { VerdictStatus } from '../../../verdict/verdict.ts';
import type { RunView } from '../../views.ts';
import { counted } from '../numbers.ts';
import { excludedOf, leftOut } from '../words.ts';

/** What must stand below a picture wherever it is taken: how much it rests on, what was left out, and what was no model. */
export function chartNotes(view: Pick<RunView, 'models'>, rates: readonly Rate[]): readonly string[] {
  return [restsOn(rates), ...modelNotes(view)];
}

/** «38 graded trials; left out: 2 judge error.» */
export function restsOn(rates: readonly Rate[]): string {
  const graded = rates.reduce((sum, rate) => sum + rate.graded, 0);
  const excluded: Partial<Record<VerdictStatus, number>> = {};
  for (const rate of rates)
    for (const [status, n] of excludedOf(rate.excluded)) excluded[status] = (excluded[status] ?? 0) + n;
  const left = leftOut(excluded);
  return `${counted(graded, 'graded trial')}; ${left === '' ? 'none was left out' : `left out: ${left}`}.`;
}

/** «scripted/demo: scripted, not a model.» */
export function modelNotes({ models }: Pick<RunView, 'models'>): readonly string[] {
  return models.flatMap(({ model, label }) => (label === null ? [] : [`${model}: ${label}.`]));
}
