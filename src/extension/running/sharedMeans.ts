import { fromUsd } from '../../core/provider/cost.ts';
import type { Prices } from '../../core/provider/price.ts';
import { createBudget, type Budget } from '../../core/run/spending/budget.ts';
import type { SharedMeans } from '../../core/run/executeRun.ts';
import { createModelPools, type PoolOf } from '../../core/run/sending/modelPools.ts';
import { systemClock } from '../../node/systemClock.ts';
import { configuredLimits } from './limits.ts';
import { concurrency } from './runTerms.ts';

/** What several runs may cost together. */
export interface SharedBudget {
  /** In US dollars. */
  readonly usd: number;
  readonly budget: Budget;
}

export function createSharedBudget(usd: number, prices: Prices): SharedBudget {
  return { usd, budget: createBudget({ prices, limit: fromUsd(usd), spent: 0n }) };
}

const unlimited = createBudget({ prices: () => null, limit: null, spent: 0n });

/** The pools of all runs that are under way: limits hold for them together. */
export class SharedPools {
  private poolOf: PoolOf | null = null;

  /** The means of a run that begins: in the pools of those that are under way, or in new ones with the settings of now. */
  with(shared: SharedBudget | null): SharedMeans {
    this.poolOf ??= createModelPools({ clock: systemClock, concurrency: concurrency(), limits: configuredLimits() });
    return { poolOf: this.poolOf, budget: shared?.budget ?? unlimited };
  }

  /** Nothing is under way any more. */
  release(): void {
    this.poolOf = null;
  }
}
