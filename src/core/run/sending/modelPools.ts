import { isFatal, ProviderError } from '../../provider/providerError.ts';
import { fitsGlob } from '../../text/glob.ts';
import type { Clock, Signal } from '../../text/ports.ts';
import type { Limits } from './limits.ts';
import { Pool, type Slot } from './modelPool.ts';
import { SharedLimit } from './sharedLimit.ts';
import { createStopper, type Stopper } from '../stopper.ts';

/** What the requests to one model share: how many may be under way, and a pause that the service asked for. */
export interface ModelPool {
  /**
   * Resolves when a request of about so many tokens may be sent. Rejects with the fatal error of its run; with `cancelled`
   * when the run's signal aborts.
   */
  enter(tokens: number, signal: Signal): Promise<Slot>;
  /** No request to this model can do better: none of the runs that are under way is let in from now on. */
  close(cause: ProviderError): void;
}

export interface PoolsDeps {
  readonly clock: Clock;
  /** The most requests under way at once, over all models. */
  readonly concurrency: number;
  readonly limits: Limits;
}

/** The pool of each model, by its reference. */
export type PoolOf = (reference: string) => ModelPool;

/** A model that has to wait holds no place that another one could use. Several runs may share pools. */
export function createModelPools(deps: PoolsDeps): PoolOf {
  const pools = new ModelPools(deps);
  return (reference) => pools.of(reference);
}

class ModelPools {
  private readonly deps: PoolsDeps;
  private readonly pools = new Map<string, Pool>();
  private readonly limits: ReadonlyMap<string, SharedLimit>;
  private inFlight = 0;
  private order = 0;
  private timer: { readonly at: number; readonly stopper: Stopper } | null = null;

  constructor(deps: PoolsDeps) {
    this.deps = deps;
    this.limits = new Map(Object.entries(deps.limits).map(([pattern, limit]) => [pattern, new SharedLimit(limit)]));
  }

  of(reference: string): ModelPool {
    const shared = [...this.limits].flatMap(([pattern, limit]) => (fitsGlob(pattern, reference) ? [limit] : []));
    const pool = this.pools.get(reference) ?? new Pool(this.deps.concurrency, shared);
    this.pools.set(reference, pool);
    return {
      enter: (tokens, signal) => this.enter(pool, tokens, signal),
      close: (cause) => pool.close(cause),
    };
  }

  private async enter(pool: Pool, tokens: number, signal: Signal): Promise<Slot> {
    if (signal.aborted) throw stopped();
    const fatal = pool.fatalOf(signal);
    if (fatal !== null) throw fatal;
    // The first of a run to hear of its end sends all of it away: none is let in while the others have not heard.
    const sweep = (): void => {
      for (const each of this.pools.values()) each.sweep(stopped());
      this.dispatch();
    };
    signal.addEventListener('abort', sweep);
    try {
      return await new Promise((resolve, reject) => {
        pool.waiting.push({ order: this.order++, tokens, signal, resolve, reject });
        this.dispatch();
      });
    } finally {
      signal.removeEventListener('abort', sweep);
    }
  }

  /** Lets in all that may be sent now, and comes back when time alone will have made room for the next. */
  private dispatch(): void {
    let wake = Infinity;
    while (this.inFlight < this.deps.concurrency) {
      const { pool, wait } = this.next();
      wake = wait;
      if (pool === null) break;
      this.grant(pool);
      wake = Infinity;
    }
    this.wakeAfter(wake);
  }

  /**
   * The pool whose first request may be sent: of several that with the fewest under way, but of those under one limit of a
   * minute the oldest, so that small requests do not overtake a large one for ever. Else how long to wait.
   */
  private next(): { readonly pool: Pool | null; readonly wait: number } {
    const now = this.deps.clock.now();
    const heads = [...this.pools.values()].flatMap((pool) => {
      const [head] = pool.waiting;
      return head === undefined || pool.isFull() ? [] : [{ pool, head, wait: pool.waitFor(head, now) }];
    });
    const oldest = new Map<SharedLimit, number>();
    for (const { pool, head } of heads) {
      if (pool.pausedUntil > now) continue;
      for (const limit of pool.shared) oldest.set(limit, Math.min(head.order, oldest.get(limit) ?? Infinity));
    }
    let best: Pool | null = null;
    for (const { pool, head, wait } of heads) {
      const isOvertaking = pool.shared.some((limit) => limit.isRate && (oldest.get(limit) ?? Infinity) < head.order);
      if (wait <= 0 && !isOvertaking && (best === null || pool.inFlight < best.inFlight)) best = pool;
    }
    const waits = heads.flatMap(({ wait }) => (wait > 0 ? [wait] : []));
    return { pool: best, wait: Math.min(Infinity, ...waits) };
  }

  private grant(pool: Pool): void {
    const waiter = pool.waiting.shift();
    if (waiter === undefined) return;
    const now = this.deps.clock.now();
    const { round } = pool.adaptive;
    const entries = pool.shared.map((limit) => limit.enter(waiter.tokens, now));
    pool.inFlight++;
    this.inFlight++;
    const leave = (tokens: number | null): void => {
      for (const entry of entries) entry.end(tokens);
      pool.inFlight--;
      this.inFlight--;
      this.dispatch();
    };
    waiter.resolve({
      answered: (tokens) => {
        pool.adaptive.widen(pool.inFlight);
        leave(tokens);
      },
      failed: (cause, retry) => {
        if (cause instanceof ProviderError) {
          if (cause.kind === 'rate_limited') pool.adaptive.narrow(round);
          if (isFatal(cause)) pool.close(cause);
        }
        if (retry?.pausesModel === true)
          pool.pausedUntil = Math.max(pool.pausedUntil, this.deps.clock.now() + retry.waitMs);
        // What was refused was not used; of what was lost nobody knows.
        leave(cause instanceof ProviderError && !cause.ambiguous ? 0 : null);
      },
    });
  }

  private wakeAfter(wait: number): void {
    const at = wait === Infinity ? null : this.deps.clock.now() + wait;
    if (this.timer?.at === at) return;
    this.timer?.stopper.stop();
    this.timer?.stopper.dispose();
    this.timer = null;
    if (at === null) return;
    const stopper = createStopper();
    this.timer = { at, stopper };
    void this.deps.clock.sleep(wait, stopper.signal).then(() => {
      if (stopper.signal.aborted) return;
      this.timer = null;
      this.dispatch();
    });
  }
}

function stopped(): ProviderError {
  return new ProviderError('cancelled', 'The run was stopped.');
}
