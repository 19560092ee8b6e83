import type { Clock } from '../../../src/core/text/ports.ts';

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
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  let time = 1_800_000_000_000;
  let waiting: (() => void)[] = [];
  return {
    now: () => time,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', end);
          resolve();
        };
        const sleeper = { at: time + milliseconds, wake: end };
        sleepers.add(sleeper);
        signal.addEventListener('abort', end);
        if (signal.aborted) end();
      }),
    advance(milliseconds) {
      time += milliseconds;
      for (const { at, wake } of [...sleepers]) if (at <= time) wake();
    },
    arrived() {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) setImmediate(wake);
    },
    nextArrival: () => new Promise((resolve) => void waiting.push(resolve)),
  };
}
