import { costOf, worstCase, type TokenBound } from '../provider/cost.ts';
import type { Prices } from '../provider/price.ts';
import { ProviderError } from '../provider/providerError.ts';
import type { Signal } from '../text/ports.ts';
import type { Usage } from '../transcript/transcript.ts';
import type { JournalError } from './journal.ts';
import { journalError } from './journalError.ts';

/** What a run may cost. Sums are in picodollars. */
export interface BudgetTerms {
  readonly prices: Prices;
  /** Null: there is no limit. */
  readonly limit: bigint | null;
  /** What a run that is resumed may have cost until now. */
  readonly spent: bigint;
}

/** Money set aside for one request. Exactly one of these is called, once. */
export interface Reservation {
  /** What the answer cost is spent. */
  answered(usage: Usage): void;
  /** The worst case is spent where an answer may have been billed and was lost; nothing where none was given. */
  failed(cause: unknown): void;
  /** Nothing was sent. */
  unused(): void;
}

export interface Budget {
  /**
   * Sets the worst case of a request aside, so that the sum of all that was sent never exceeds the limit. Waits while requests
   * under way may still cost less than was set aside for them. Rejects with `OutOfBudget`; with `cancelled` when the signal
   * aborts.
   */
  reserve(model: string, bound: TokenBound, signal: Signal): Promise<Reservation>;
  /** A request was refused: nothing more need be begun. */
  readonly isUsedUp: boolean;
  /** The least limit that would have let the first refused request through; null where that is not known. */
  readonly needed: bigint | null;
}

/** The request does not fit into what is left, and nothing is under way that could leave more. */
export class OutOfBudget extends Error {
  override readonly name = 'OutOfBudget';
}

interface Waiter {
  readonly worst: bigint;
  /** What an answer costs at most. */
  readonly price: (usage: Usage) => bigint;
  /** Of its run. */
  readonly signal: Signal;
  readonly resolve: (reservation: Reservation) => void;
  readonly reject: (cause: Error) => void;
}

const costless: Reservation = { answered: () => undefined, failed: () => undefined, unused: () => undefined };

/** Several runs may share a budget. */
export function createBudget(terms: BudgetTerms): Budget {
  const { limit, prices } = terms;
  if (limit === null) return { isUsedUp: false, needed: null, reserve: () => Promise.resolve(costless) };
  const waiting: Waiter[] = [];
  let { spent } = terms;
  let reserved = 0n;
  let underWay = 0;
  let needed: bigint | null = null;

  const grant = ({ worst, price, resolve }: Waiter): void => {
    reserved += worst;
    underWay++;
    const settle = (cost: bigint): void => {
      reserved -= worst;
      underWay--;
      spent += cost;
      serve();
    };
    resolve({
      answered: (usage) => settle(price(usage)),
      failed: (cause) => settle(mayBeBilled(journalError(cause)) ? worst : 0n),
      unused: () => settle(0n),
    });
  };
  /** In the order in which they came; a small request may pass a large one that has to wait. */
  const serve = (): void => {
    for (const waiter of waiting.splice(0)) {
      if (spent + reserved + waiter.worst <= limit) grant(waiter);
      else waiting.push(waiter);
    }
    if (underWay > 0) return;
    for (const { worst, reject } of waiting.splice(0)) {
      needed ??= spent + worst;
      reject(new OutOfBudget('The budget is used up.'));
    }
  };
  /** The first of a run to hear of its end sends all of it away. */
  const sweep = (): void => {
    for (const waiter of waiting.splice(0)) {
      if (waiter.signal.aborted) waiter.reject(new ProviderError('cancelled', 'The run was stopped.'));
      else waiting.push(waiter);
    }
  };

  return {
    get isUsedUp() {
      return needed !== null;
    },
    get needed() {
      return needed;
    },
    async reserve(model, bound, signal) {
      const price = prices(model);
      if (price === null)
        throw new ProviderError('invalid_request', `The price of ${model} is not known, so no budget can hold.`);
      const worst = worstCase(bound, price);
      const priceOf = (usage: Usage): bigint => costOf(usage, price, bound).atMost ?? worst;
      signal.addEventListener('abort', sweep);
      try {
        return await new Promise((resolve, reject) => {
          waiting.push({ worst, price: priceOf, signal, resolve, reject });
          serve();
        });
      } finally {
        signal.removeEventListener('abort', sweep);
      }
    },
  };
}

/** What fits into both: the budget of a run, and one that it shares with others. */
export function joinBudgets(own: Budget, shared: Budget): Budget {
  return {
    get isUsedUp() {
      return own.isUsedUp || shared.isUsedUp;
    },
    get needed() {
      return own.needed;
    },
    async reserve(model, bound, signal) {
      const mine = await own.reserve(model, bound, signal);
      const ours = await shared.reserve(model, bound, signal).catch((cause: unknown) => {
        mine.unused();
        throw cause;
      });
      const both = [mine, ours];
      return {
        answered: (usage) => both.forEach((each) => each.answered(usage)),
        failed: (cause) => both.forEach((each) => each.failed(cause)),
        unused: () => both.forEach((each) => each.unused()),
      };
    },
  };
}

/** Whether an attempt without a response may have cost something. After a bug of ours nobody knows. */
export function mayBeBilled({ ambiguous, kind }: Pick<JournalError, 'ambiguous' | 'kind'>): boolean {
  return ambiguous || kind === 'internal';
}
