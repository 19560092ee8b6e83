import type { ProviderError } from '../../provider/providerError.ts';
import type { Signal } from '../../text/ports.ts';
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
  /** How many runs were let near until now, and which each of them was. */
  private runs = 0;
  private readonly orderOf = new WeakMap<Signal, number>();
  /** Why no request of the first so many runs can do better. One that begins later may: a refused key may have been replaced. */
  private closed: { readonly cause: ProviderError; readonly runs: number } | null = null;

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

  /** What forbids the requests of this run, which is under way from here on; null where nothing does. */
  fatalOf(run: Signal): ProviderError | null {
    const order = this.orderOf.get(run) ?? this.runs++;
    this.orderOf.set(run, order);
    return this.closed !== null && order < this.closed.runs ? this.closed.cause : null;
  }

  /** No request of the runs that are under way is let in from now on. */
  close(cause: ProviderError): void {
    this.closed = { cause, runs: this.runs };
    for (const { reject } of this.waiting.splice(0)) reject(cause);
  }

  /** Those whose run was stopped wait no more. */
  sweep(cause: ProviderError): void {
    for (const waiter of this.waiting.splice(0)) {
      if (waiter.signal.aborted) waiter.reject(cause);
      else this.waiting.push(waiter);
    }
  }
}
