import { ProviderError, type ProviderErrorKind } from '../../provider/providerError.ts';

/** What is done about one kind of failure. */
interface RetryRule {
  /** How often a request may fail this way before it is given up. */
  readonly failures: number;
  /** The first wait; each further one is twice as long, up to the longest. In milliseconds. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** Whether the service is at its limit for everybody: then all requests to the model wait, not this one alone. */
  readonly pausesModel: boolean;
}

/**
 * Which failures are tried again. A refusal (too many requests, overloaded) is not billed and passes, so it is met with
 * patience; a lost answer may have been billed. What is not here is given up at once.
 */
export const retryRules: Readonly<Partial<Record<ProviderErrorKind, RetryRule>>> = {
  rate_limited: { failures: 10, firstMs: 1_000, longestMs: 60_000, pausesModel: true },
  overloaded: { failures: 8, firstMs: 1_000, longestMs: 60_000, pausesModel: true },
  server: { failures: 4, firstMs: 1_000, longestMs: 30_000, pausesModel: false },
  network: { failures: 4, firstMs: 1_000, longestMs: 30_000, pausesModel: false },
  timeout: { failures: 3, firstMs: 1_000, longestMs: 30_000, pausesModel: false },
  malformed: { failures: 3, firstMs: 1_000, longestMs: 30_000, pausesModel: false },
};

/** How often the answer to one request may be lost after it was sent, over all kinds: each may have been billed. */
export const mostAmbiguous = 3;

export interface Retry {
  readonly waitMs: number;
  readonly pausesModel: boolean;
}

/** The failures of one request, and what each is answered with. */
export interface Retries {
  /** How to go on after this failure; null: give up. */
  after(cause: unknown): Retry | null;
}

/** `seed` spreads the waits of requests that failed together. */
export function createRetries(seed: number): Retries {
  const failures = new Map<ProviderErrorKind, number>();
  let ambiguous = 0;
  return {
    after(cause) {
      if (!(cause instanceof ProviderError)) return null;
      const rule = retryRules[cause.kind];
      const count = (failures.get(cause.kind) ?? 0) + 1;
      failures.set(cause.kind, count);
      if (cause.ambiguous) ambiguous++;
      if (rule === undefined || count >= rule.failures || ambiguous >= mostAmbiguous) return null;
      const waitMs = Math.max(backoff(rule, count, seed), cause.retryAfterMs ?? 0);
      return { waitMs, pausesModel: rule.pausesModel };
    },
  };
}

/** Doubles from failure to failure, up to a cap, and is spread by half so that trials that failed together part. */
function backoff({ firstMs, longestMs }: RetryRule, count: number, seed: number): number {
  return Math.min(longestMs, firstMs * 2 ** (count - 1)) * (1 + (seed % 1000) / 2000);
}
