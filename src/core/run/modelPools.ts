import { ProviderError } from '../provider/providerError.ts';
import type { Clock, Signal } from '../text/ports.ts';

/** What the requests to one model share: a pause that the service asked for, and an error that no request can get around. */
export interface ModelPool {
  fatal: ProviderError | null;
  /** Not before this, in milliseconds since 1970. */
  pausedUntil: number;
}

export interface ModelPools {
  of(reference: string): ModelPool;
  /** Resolves when the model's pause is over; at once when there is none. Rejects when the run is stopped. */
  ready(pool: ModelPool): Promise<void>;
  pause(pool: ModelPool, milliseconds: number): void;
}

export function createModelPools(clock: Clock, signal: Signal): ModelPools {
  const pools = new Map<string, ModelPool>();
  return {
    of(reference) {
      const pool = pools.get(reference) ?? { fatal: null, pausedUntil: 0 };
      pools.set(reference, pool);
      return pool;
    },
    async ready(pool) {
      for (;;) {
        if (signal.aborted) throw new ProviderError('cancelled', 'The run was stopped.');
        const wait = pool.pausedUntil - clock.now();
        if (wait <= 0) return;
        await clock.sleep(wait, signal);
      }
    },
    pause(pool, milliseconds) {
      pool.pausedUntil = Math.max(pool.pausedUntil, clock.now() + milliseconds);
    },
  };
}
