import type { Limit } from './limits.ts';
import { RateWindow, type Taken } from './rateWindow.ts';

/** One limit of the user, shared by all models that its pattern fits. */
export class SharedLimit {
  private readonly most: number;
  private readonly requests: RateWindow | null;
  private readonly tokens: RateWindow | null;
  private inFlight = 0;

  constructor({ requestsPerMinute, tokensPerMinute, concurrency }: Limit) {
    this.most = concurrency ?? Infinity;
    this.requests = requestsPerMinute === undefined ? null : new RateWindow(requestsPerMinute);
    this.tokens = tokensPerMinute === undefined ? null : new RateWindow(tokensPerMinute);
  }

  /** Whether it is one of a minute, and not only of how many at once. */
  get isRate(): boolean {
    return this.requests !== null || this.tokens !== null;
  }

  /** Whether another request has to end first. */
  isFull(): boolean {
    return this.inFlight >= this.most;
  }

  /** How long, in milliseconds, until the minute has room for a request of so many tokens. */
  waitFor(tokens: number, now: number): number {
    return Math.max(this.requests?.waitFor(1, now) ?? 0, this.tokens?.waitFor(tokens, now) ?? 0);
  }

  /** A request of about so many tokens is sent; `end` says how many they were, null where that is not known. */
  enter(tokens: number, now: number): { end(used: number | null): void } {
    this.inFlight++;
    this.requests?.take(1, now);
    const taken: Taken | null = this.tokens?.take(tokens, now) ?? null;
    return {
      end: (used) => {
        this.inFlight--;
        if (taken !== null && used !== null) this.tokens?.correct(taken, used);
      },
    };
  }
}
