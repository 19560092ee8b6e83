import { addUsage, noUsage } from '../transcript/usageSum.ts';
import type { RunCost, RunSums } from './views.ts';

const noCost: RunCost = { spent: [0, 0], reserved: 0, budget: 0, needed: null };
const nothing: RunSums = {
  progress: { planned: 0, completed: 0, failed: 0, stopped: 0, running: 0 },
  reused: 0,
  attempts: { failed: 0, ambiguous: 0 },
  usage: noUsage,
  cost: noCost,
};

/** The sums over several runs; not known where one of them is not known. Their budget is what they may cost together. */
export function runTotals(runs: readonly RunSums[]): RunSums {
  return runs.reduce(add, nothing);
}

function add(a: RunSums, b: RunSums): RunSums {
  return {
    progress: {
      planned: a.progress.planned + b.progress.planned,
      completed: a.progress.completed + b.progress.completed,
      failed: a.progress.failed + b.progress.failed,
      stopped: a.progress.stopped + b.progress.stopped,
      running: a.progress.running + b.progress.running,
    },
    reused: a.reused + b.reused,
    attempts: {
      failed: a.attempts.failed + b.attempts.failed,
      ambiguous: a.attempts.ambiguous + b.attempts.ambiguous,
    },
    usage: addUsage(a.usage, b.usage),
    cost: addCost(a.cost, b.cost),
  };
}

function addCost(a: RunCost, b: RunCost): RunCost {
  return {
    spent: [usd(a.spent[0] + b.spent[0]), sum(a.spent[1], b.spent[1])],
    reserved: sum(a.reserved, b.reserved),
    budget: sum(a.budget, b.budget),
    needed: null,
  };
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : usd(a + b);
}

/** To the picodollar: what the sums of binary fractions add is no money. */
function usd(amount: number): number {
  return Number(amount.toFixed(12));
}
