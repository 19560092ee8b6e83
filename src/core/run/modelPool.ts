import type { ProviderError } from '../provider/providerError.ts';
import type { Signal } from '../text/ports.ts';
import { AdaptiveLimit } from './adaptiveLimit.ts';
import type { Retry } from './retryPolicy.ts';
import type { SharedLimit } from './sharedLimit.ts';

/** Leave to send one request. Exactly one of the two is called, once. */
export interface Slot {
  /** `tokens`: input and output; null where the service did not say. */
  answered(tokens: number | null): void;
  failed(cause: unknown, retry: Retry | null): void;
}

interface Waiter {
  readonly order: number;
  readonly tokens: number;
  /** Of its run. */
  readonly signal: Signal;
  readonly resolve: (slot: Slot) => void;
  readonly reject: (cause: Error) => void;
}

/** The requests to one model, those under way and those that wait. */
export class Pool {
  readonly waiting: Waiter[] = [];
  readonly adaptive: AdaptiveLimit;
  readonly shared: readonly SharedLimit[];
  inFlight = 0;
  /** Milliseconds since 1970. */
  pausedUntil = 0;
  /** Why no request of a run can do better. Another run may: a key that was refused may have been replaced. */
  private readonly fatal = new WeakMap<Signal, ProviderError>();

  constructor(concurrency: number, shared: readonly SharedLimit[]) {
    this.adaptive = new AdaptiveLimit(concurrency);
    this.shared = shared;
  }

  /** Whether another request has to end before the next may be sent. */
  isFull(): boolean {
    return this.inFlight >= this.adaptive.value || this.shared.some((limit) => limit.isFull());
  }

  /** How long, in milliseconds, until time has made room for a request. */
  waitFor({ tokens }: Waiter, now: number): number {
    return Math.max(this.pausedUntil - now, ...this.shared.map((limit) => limit.waitFor(tokens, now)));
  }

  fatalOf(run: Signal): ProviderError | null {
    return this.fatal.get(run) ?? null;
  }

  /** No request of this run is let in from now on. */
  close(cause: ProviderError, run: Signal): void {
    const first = this.fatalOf(run) ?? cause;
    this.fatal.set(run, first);
    this.sendAway(({ signal }) => signal === run, first);
  }

  /** Those whose run was stopped wait no more. */
  sweep(cause: ProviderError): void {
    this.sendAway(({ signal }) => signal.aborted, cause);
  }

  private sendAway(isSent: (waiter: Waiter) => boolean, cause: ProviderError): void {
    for (const waiter of this.waiting.splice(0)) {
      if (isSent(waiter)) waiter.reject(cause);
      else this.waiting.push(waiter);
    }
  }
}
