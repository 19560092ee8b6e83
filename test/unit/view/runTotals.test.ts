import { describe, expect, it } from 'vitest';
import { runTotals } from '../../../src/core/view/runTotals.ts';
import type { RunCost, RunSums } from '../../../src/core/view/views.ts';

function sums(cost: Partial<RunCost>, inputTokens: number | null = 10): RunSums {
  return {
    progress: { planned: 40, completed: 12, failed: 1, stopped: 0, running: 3 },
    reused: 2,
    attempts: { failed: 3, ambiguous: 1 },
    usage: { inputTokens, outputTokens: 5, cacheReadTokens: 0, cacheWriteTokens: 0 },
    cost: { spent: [0.1, 0.1], reserved: 0, budget: 5, needed: null, ...cost },
  };
}

describe('the sums of several runs', () => {
  it('add up to the cent', () => {
    const { progress, reused, attempts, usage, cost } = runTotals([sums({}), sums({ spent: [0.2, 0.2] })]);
    expect(progress).toEqual({ planned: 80, completed: 24, failed: 2, stopped: 0, running: 6 });
    expect({ reused, attempts }).toEqual({ reused: 4, attempts: { failed: 6, ambiguous: 2 } });
    expect(usage.inputTokens).toBe(20);
    expect(cost).toMatchObject({ spent: [0.3, 0.3], budget: 10 });
  });

  it('are not known where one of them is not, and have no limit where one has none', () => {
    const { cost, usage } = runTotals([sums({}), sums({ spent: [0.2, null], reserved: null, budget: null }, null)]);
    expect(cost).toMatchObject({ spent: [0.3, null], reserved: null, budget: null });
    expect(usage.inputTokens).toBeNull();
  });
});
