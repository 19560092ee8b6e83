import type { Cell } from '../../core/stats/summary.ts';
import type { RunView } from '../../core/view/views.ts';
import { sampleId } from './spec.ts';

/** The rates: one score for each classifier, with the rate over all trials and that of each cell, which has its interval beside it. */
export function inspectResults({ progress, classifiers, cells, models }: RunView) {
  return {
    total_samples: progress.planned,
    completed_samples: progress.completed,
    scores: classifiers.map(({ id, title }) =>
      score(
        id,
        title,
        cells.filter(({ classifier }) => classifier === id),
        models.length > 1,
      ),
    ),
  };
}

function score(name: string, title: string, cells: readonly Cell[], hasModels: boolean) {
  const sum = (of: (cell: Cell) => number): number => cells.reduce((total, cell) => total + of(cell), 0);
  const [graded, positive, left] = [sum((cell) => cell.graded), sum((cell) => cell.positive), sum(leftOut)];
  const named = cells.flatMap((cell) => {
    const group = sampleId(cell.levels, hasModels ? cell.model : null);
    return cell.rate === null ? [] : [[`rate ${group}`, metric(cell.rate, cell, group)] as const];
  });
  const all = graded === 0 ? [] : [['rate', metric(positive / graded, { graded, positive }, null)] as const];
  return {
    name,
    scorer: name,
    params: {},
    metrics: Object.fromEntries([...all, ...named]),
    scored_samples: graded,
    unscored_samples: left,
    metadata: { title },
  };
}

function metric(value: number, counts: Pick<Cell, 'graded' | 'positive'> & Partial<Cell>, group: string | null) {
  const { graded, positive, interval, bounds, excluded, labels } = counts;
  const metadata = { graded, positive, interval, bounds, excluded, labels };
  return {
    name: group === null ? 'rate' : `rate ${group}`,
    value,
    params: {},
    metadata,
    ...(group !== null && { group }),
  };
}

function leftOut({ excluded }: Cell): number {
  return Object.values(excluded).reduce((sum, n) => sum + n, 0);
}
