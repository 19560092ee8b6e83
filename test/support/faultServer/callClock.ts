import type { Clock } from '../../../src/core/text/ports.ts';
import { createSleepers } from '../sleepers.ts';

/**
 * The clock of one call: time passes only when the server says so, so that a stall is a stall on any machine, and nothing else
 * is one.
 */
export interface CallClock extends Clock {
  advance(milliseconds: number): void;
  /** A piece of the answer has reached the caller. */
  arrived(): void;
  /** Resolves when the next piece has arrived, and has been dealt with. */
  nextArrival(): Promise<void>;
}

export function createCallClock(): CallClock {
  let time = 1_800_000_000_000;
  const now = (): number => time;
  const sleepers = createSleepers(now);
  let waiting: (() => void)[] = [];
  return {
    now,
    sleep: sleepers.sleep,
    advance(milliseconds) {
      time += milliseconds;
      for (const { at, wake } of [...sleepers.all]) if (at <= time) wake();
    },
    arrived() {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) setImmediate(wake);
    },
    nextArrival: () => new Promise((resolve) => void waiting.push(resolve)),
  };
}
