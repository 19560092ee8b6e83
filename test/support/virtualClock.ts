import type { Clock } from '../../src/core/text/ports.ts';
import { createSleepers, type Sleeper } from './sleepers.ts';

/** A clock that stands still until nothing else can go on, and then goes to the end of the earliest wait. */
export interface VirtualClock extends Clock {
  /** Lets time pass until the promise has settled. Throws where it cannot any more. */
  until<Value>(promise: Promise<Value>): Promise<Value>;
}

export function createVirtualClock(): VirtualClock {
  let time = 1_800_000_000_000;
  const now = (): number => time;
  const sleepers = createSleepers(now);
  const earliest = (): Sleeper | null => {
    let first: Sleeper | null = null;
    for (const sleeper of sleepers.all) if (first === null || sleeper.at < first.at) first = sleeper;
    return first;
  };
  return {
    now,
    sleep: sleepers.sleep,
    async until(promise) {
      const state = { isSettled: false };
      const settle = (): void => void (state.isSettled = true);
      promise.then(settle, settle);
      for (;;) {
        // What is no wait of the clock (promises, an in-memory journal) takes a few turns of the event loop.
        for (let turn = 0; turn < 4 && !state.isSettled; turn++) await new Promise(setImmediate);
        if (state.isSettled) return promise;
        const next = earliest();
        if (next === null) throw new Error('nothing waits, and nothing goes on');
        time = Math.max(time, next.at);
        next.wake();
      }
    },
  };
}
