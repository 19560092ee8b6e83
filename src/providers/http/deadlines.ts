import { createStopper } from '../../core/run/stopper.ts';
import type { Clock } from '../../core/text/ports.ts';

export interface Timeouts {
  /** From sending to the first byte of the answer. */
  readonly firstByteMs: number;
  /** Between two pieces of content; a ping is none. */
  readonly idleMs: number;
  /** From sending to the last byte. */
  readonly totalMs: number;
}

export const defaultTimeouts: Timeouts = { firstByteMs: 60_000, idleMs: 60_000, totalMs: 600_000 };

export type Expired = 'first-byte' | 'idle' | 'total';

/** How long the connection of a complete answer may stay open, so that it can be used again. */
const closingMs = 1_000;

/** Watches one request: one timer at a time, however many pieces the answer comes in. */
export class Deadlines {
  private readonly stopper = createStopper();
  private readonly clock: Clock;
  private readonly timeouts: Timeouts;
  private readonly onExpire: () => void;
  private readonly endsAt: number;
  private waitsFor: 'first-byte' | 'idle' = 'first-byte';
  private contentAt: number;
  /** Which deadline passed; null while none has. */
  expired: Expired | null = null;

  constructor(clock: Clock, timeouts: Timeouts, onExpire: () => void) {
    this.clock = clock;
    this.timeouts = timeouts;
    this.onExpire = onExpire;
    const now = clock.now();
    this.endsAt = now + timeouts.totalMs;
    this.contentAt = now + timeouts.firstByteMs;
    void this.watch();
  }

  /** A piece of the answer has arrived. */
  progress(): void {
    this.waitsFor = 'idle';
    this.contentAt = this.clock.now() + this.timeouts.idleMs;
  }

  /** The answer is complete; what remains is the end of the connection. */
  closing(): void {
    const { signal } = this.stopper;
    void this.clock.sleep(closingMs, signal).then(() => {
      if (!signal.aborted) this.onExpire();
    });
  }

  stop(): void {
    this.stopper.stop();
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopper;
    for (;;) {
      const wait = Math.min(this.endsAt, this.contentAt) - this.clock.now();
      if (wait <= 0) break;
      // Progress may bring the deadline nearer, but not nearer than one idle time from now.
      await this.clock.sleep(Math.min(wait, this.timeouts.idleMs), signal);
      if (signal.aborted) return;
    }
    this.expired = this.contentAt <= this.endsAt ? this.waitsFor : 'total';
    this.onExpire();
  }
}
