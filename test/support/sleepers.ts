import type { Clock } from '../../src/core/text/ports.ts';

export interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Who waits on a clock that does not go by itself. */
export interface Sleepers {
  readonly all: ReadonlySet<Sleeper>;
  readonly sleep: Clock['sleep'];
}

export function createSleepers(now: () => number): Sleepers {
  const all = new Set<Sleeper>();
  return {
    all,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          all.delete(sleeper);
          signal.removeEventListener('abort', end);
          resolve();
        };
        const sleeper = { at: now() + milliseconds, wake: end };
        all.add(sleeper);
        signal.addEventListener('abort', end);
        if (signal.aborted) end();
      }),
  };
}
