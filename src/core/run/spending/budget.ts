import { costOf, worstCase, type TokenBound } from '../../provider/cost.ts';
import { batchPrice, type Prices } from '../../provider/price.ts';
import { ProviderError } from '../../provider/providerError.ts';
import type { Signal } from '../../text/ports.ts';
import type { Usage } from '../../transcript/transcript.ts';
import type { JournalError } from '../journal/journal.ts';
import { journalError } from '../journal/journalError.ts';

/** What a run may cost. Sums are in picodollars. */
export interface BudgetTerms {
  readonly prices: Prices;
  /** Null: there is no limit. */
  readonly limit: bigint | null;
  /** What a run that is resumed may have cost until now. */
  readonly spent: bigint;
}

/** Requests of a batch have a price of their own. */
type Sent = 'single' | 'batch';

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
  reserve(model: string, bound: TokenBound, signal: Signal, sent?: Sent): Promise<Reservation>;
  /** The same at once, at the price of a batch; null where it does not fit now. */
  tryReserve(model: string, bound: TokenBound): Reservation | null;
  /** For a request of a batch that was sent before, whether it fits or not. */
  hold(model: string, bound: TokenBound): Reservation;
  /** A request was refused: nothing more need be begun. */
  readonly isUsedUp: boolean;
  /** The least limit that would have let the first refused request through; null where that is not known. */
  readonly needed: bigint | null;
}

/** The request does not fit into what is left, and nothing is under way that could leave more. */
export class OutOfBudget extends Error {
  override readonly name = 'OutOfBudget';
}

interface Need {
  readonly worst: bigint;
  /** What an answer costs at most. */
  readonly price: (usage: Usage) => bigint;
}

interface Waiter extends Need {
  /** Of its run. */
  readonly signal: Signal;
  readonly resolve: (reservation: Reservation) => void;
  readonly reject: (cause: Error) => void;
}

const costless: Reservation = { answered: () => undefined, failed: () => undefined, unused: () => undefined };

const unlimited: Budget = {
  isUsedUp: false,
  needed: null,
  reserve: () => Promise.resolve(costless),
  tryReserve: () => costless,
  hold: () => costless,
};

/** Several runs may share a budget. */
export function createBudget(terms: BudgetTerms): Budget {
  const { limit, prices } = terms;
  if (limit === null) return unlimited;
  const waiting: Waiter[] = [];
  let { spent } = terms;
  let reserved = 0n;
  let underWay = 0;
  let needed: bigint | null = null;

  const setAside = ({ worst, price }: Need): Reservation => {
    reserved += worst;
    underWay++;
    const settle = (cost: bigint): void => {
      reserved -= worst;
      underWay--;
      spent += cost;
      serve();
    };
    return {
      answered: (usage) => settle(price(usage)),
      failed: (cause) => settle(mayBeBilled(journalError(cause)) ? worst : 0n),
      unused: () => settle(0n),
    };
  };
  const fits = ({ worst }: Need): boolean => spent + reserved + worst <= limit;
  const needOf = (model: string, bound: TokenBound, sent: Sent): Need => {
    const single = prices(model);
    if (single === null)
      throw new ProviderError('invalid_request', `The price of ${model} is not known, so no budget can hold.`);
    const price = sent === 'batch' ? batchPrice(single) : single;
    const worst = worstCase(bound, price);
    return { worst, price: (usage) => costOf(usage, price, bound).atMost ?? worst };
  };
  /** In the order in which they came; a small request may pass a large one that has to wait. */
  const serve = (): void => {
    for (const waiter of waiting.splice(0)) {
      if (fits(waiter)) waiter.resolve(setAside(waiter));
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
    tryReserve(model, bound) {
      const need = needOf(model, bound, 'batch');
      return fits(need) ? setAside(need) : null;
    },
    hold: (model, bound) => setAside(needOf(model, bound, 'batch')),
    async reserve(model, bound, signal, sent = 'single') {
      const need = needOf(model, bound, sent);
      signal.addEventListener('abort', sweep);
      try {
        return await new Promise((resolve, reject) => {
          waiting.push({ ...need, signal, resolve, reject });
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
    tryReserve(model, bound) {
      const mine = own.tryReserve(model, bound);
      const ours = mine && shared.tryReserve(model, bound);
      if (ours === null) mine?.unused();
      return mine && ours && joined(mine, ours);
    },
    hold: (model, bound) => joined(own.hold(model, bound), shared.hold(model, bound)),
    async reserve(model, bound, signal, sent) {
      const mine = await own.reserve(model, bound, signal, sent);
      const ours = await shared.reserve(model, bound, signal, sent).catch((cause: unknown) => {
        mine.unused();
        throw cause;
      });
      return joined(mine, ours);
    },
  };
}

function joined(...both: readonly Reservation[]): Reservation {
  return {
    answered: (usage) => both.forEach((each) => each.answered(usage)),
    failed: (cause) => both.forEach((each) => each.failed(cause)),
    unused: () => both.forEach((each) => each.unused()),
  };
}

/** Whether an attempt without a response may have cost something. After a bug of ours nobody knows. */
export function mayBeBilled({ ambiguous, kind }: Pick<JournalError, 'ambiguous' | 'kind'>): boolean {
  return ambiguous || kind === 'internal';
}
