import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/stats/summary.ts';
import { cellOf, createTally } from '../../../src/core/stats/tally.ts';
import { ladderView } from '../../../src/core/view/ladderView.ts';
import type { Levels } from '../../../src/core/scenario/scenario.ts';
import { namedFactor } from '../../support/scenarios.ts';

const detail = { ...namedFactor('detail', ['none', 'away', 'deadline']), ordered: true };
const goal = namedFactor('goal', ['none', 'own']);

/** A cell of a condition that is called by its levels, with so many positive verdicts of ten. */
function cell(levels: Levels, positive: number): Cell {
  const tally = createTally();
  for (let index = 0; index < 10; index++)
    tally.add({ status: 'graded', label: index < positive ? 'leak' : 'none', positive: index < positive });
  return cellOf({ condition: Object.values(levels).join(), levels, model: 'scripted/a', classifier: 'leak' }, tally);
}

function along(cells: readonly Cell[], same: Readonly<Record<string, readonly Levels[]>> = {}) {
  const byId = new Map(cells.map(({ condition, levels }) => [condition, levels]));
  const levelsOf = (id: string): readonly Levels[] => [byId.get(id) ?? {}, ...(same[id] ?? [])];
  const ladders = ladderView({ factors: [goal, detail], cells, levelsOf });
  return ladders.map(({ factor, levels, lines }) => ({
    ...{ factor, levels },
    lines: lines.map(({ others, steps }) => [others, steps.map((step) => step?.positive ?? null)]),
  }));
}

const levels = ['none', 'away', 'deadline'];

describe('the rate along a ladder', () => {
  it('has a line for each choice of the other factors, and steps in the order of the file', () => {
    const cells = ['own', 'none'].flatMap((own) =>
      levels.toReversed().map((step, index) => cell({ goal: own, detail: step }, index + (own === 'own' ? 5 : 0))),
    );
    expect(along(cells)).toEqual([
      {
        ...{ factor: 'detail', levels },
        lines: [
          [{ goal: 'own' }, [7, 6, 5]],
          [{ goal: 'none' }, [2, 1, 0]],
        ],
      },
    ]);
  });

  it('shows a step that the design leaves out as unknown, never as zero, and no line of a single step', () => {
    const cells = [cell({ goal: 'none', detail: 'none' }, 0), cell({ goal: 'own', detail: 'none' }, 1)];
    expect(along([...cells, cell({ goal: 'own', detail: 'deadline' }, 4)])[0]?.lines).toEqual([
      [{ goal: 'own' }, [1, null, 4]],
    ]);
  });

  it('counts a condition at every step that it stands for', () => {
    const cells = [cell({ goal: 'none', detail: 'none' }, 3), cell({ goal: 'none', detail: 'deadline' }, 4)];
    const same = { 'none,none': [{ goal: 'none', detail: 'away' }] };
    expect(along(cells, same)[0]?.lines).toEqual([[{ goal: 'none' }, [3, 3, 4]]]);
  });

  it('is asked of ordered factors alone', () => {
    expect(ladderView({ factors: [goal], cells: [cell({ goal: 'own' }, 1)], levelsOf: () => [] })).toEqual([]);
  });
});
