import { fromUsd } from '../../provider/cost.ts';
import type { BudgetTerms } from './budget.ts';
import { pricesOf } from '../manifest.ts';
import type { RunState } from '../state/runState.ts';

/** What a run may still cost, by its manifest and its journal. Throws where it has a budget and nobody knows what it has cost. */
export function budgetTerms({ manifest, books: { budget, money } }: RunState): BudgetTerms {
  const prices = pricesOf(manifest);
  if (budget.usd === null) return { prices, limit: null, spent: 0n };
  const spent = money.spent.atMost;
  if (spent === null)
    throw new Error('What the run has cost until now is not known, so no budget can hold: go on without one.');
  return { prices, limit: fromUsd(budget.usd), spent };
}
