import { addCosts, costOf, nothing, worstCase, type Cost, type TokenBound } from '../../provider/cost.ts';
import { batchPrice, type Price, type Prices } from '../../provider/price.ts';
import type { Usage } from '../../transcript/transcript.ts';
import { mayBeBilled } from './budget.ts';
import type { AttemptEvent, IntentEvent } from '../journal/journal.ts';

/** Whose call it was. */
interface CallOf {
  readonly trial: string;
  /** The classifier whose judge was asked; null for the trial's own. */
  readonly judge: string | null;
}

interface OpenCall {
  readonly price: Price | null;
  /** Null in journals of versions that kept none. */
  readonly bound: TokenBound | null;
}

/** What a run cost, from the events of its journal: answers by their usage, lost ones at their worst case. */
export class Spending {
  private readonly prices: Prices;
  private readonly open = new Map<string, OpenCall>();
  private total = nothing;

  constructor(prices: Prices) {
    this.prices = prices;
  }

  get spent(): Cost {
    return this.total;
  }

  /** What the calls under way may cost; null where that is not known. */
  get reserved(): bigint | null {
    let sum = nothing;
    for (const call of this.open.values()) sum = addCosts(sum, this.lost(call));
    return sum.atMost;
  }

  send({ trial, judge, bound, batch }: Pick<IntentEvent, 'trial' | 'judge' | 'bound' | 'batch'>, model: string): void {
    this.close({ trial, judge }, (before) => this.lost(before));
    const price = this.prices(model);
    this.open.set(keyOf({ trial, judge }), {
      price: price !== null && batch !== undefined ? batchPrice(price) : price,
      bound: bound ?? null,
    });
  }

  answer(call: CallOf, usage: Usage): void {
    this.close(call, ({ price, bound }) => costOf(usage, price, bound));
  }

  fail({ trial, judge, error }: Pick<AttemptEvent, 'trial' | 'judge' | 'error'>): void {
    this.close({ trial, judge }, (call) => (mayBeBilled(error) ? this.lost(call) : nothing));
  }

  /** Nobody waits any more for what was under way. */
  settle(): void {
    for (const call of this.open.values()) this.total = addCosts(this.total, this.lost(call));
    this.open.clear();
  }

  private close(call: CallOf, cost: (open: OpenCall) => Cost): void {
    const key = keyOf(call);
    const open = this.open.get(key);
    if (open === undefined) return;
    this.open.delete(key);
    this.total = addCosts(this.total, cost(open));
  }

  /** An answer that may have been billed and never came: nothing at least, the worst case at most. */
  private lost({ price, bound }: OpenCall): Cost {
    return { atLeast: 0n, atMost: price === null || bound === null ? null : worstCase(bound, price) };
  }
}

function keyOf({ trial, judge }: CallOf): string {
  return judge === null ? trial : `${trial} ${judge}`;
}
