import { free, type Price } from '../../src/core/provider/price.ts';
import type { BudgetTerms } from '../../src/core/run/spending/budget.ts';

/** A price with what a test is about. */
export function priceOf(change: Partial<Price> = {}): Price {
  return { ...free, input: 3, output: 15, ...change };
}

export const unlimited: BudgetTerms = { prices: () => null, limit: null, spent: 0n };
