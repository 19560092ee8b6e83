import type { Count } from './intervals.ts';
import type { Cell, Rate } from './summary.ts';

/** What is compared: counts, and what was left out of them. */
export interface Arm extends Count {
  readonly excluded: Rate['excluded'];
}

/** Cells together, as one. */
export function armOf(cells: readonly Pick<Cell, 'positive' | 'graded' | 'excluded'>[]): Arm {
  const excluded: Partial<Record<keyof Rate['excluded'], number>> = {};
  let positive = 0;
  let n = 0;
  for (const cell of cells) {
    positive += cell.positive;
    n += cell.graded;
    for (const status of Object.keys(cell.excluded) as (keyof Rate['excluded'])[]) {
      excluded[status] = (excluded[status] ?? 0) + (cell.excluded[status] ?? 0);
    }
  }
  return { positive, n, excluded };
}

function leftOutOf({ excluded }: Pick<Arm, 'excluded'>): number {
  return Object.values(excluded).reduce((sum, count) => sum + count, 0);
}

/** The arm if all that was left out of it had been positive, or all negative. */
export function withLeftOut(arm: Arm, as: 'positive' | 'negative'): Count {
  const leftOut = leftOutOf(arm);
  return { positive: arm.positive + (as === 'positive' ? leftOut : 0), n: arm.n + leftOut };
}
