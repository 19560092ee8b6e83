import type { Yield } from '../core/text/ports.ts';

/** Lets what waits in the event loop go first. */
export function yieldControl(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Lets those who ask go one after the other, each in a round of the event loop of its own. */
export function createTurns(): Yield {
  let last = Promise.resolve();
  return () => (last = last.then(yieldControl));
}
