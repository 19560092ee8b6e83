import type { Signal } from '../text/ports.ts';

/** A signal that aborts when it is told to; with another one, where there is one, at the latest. */
export interface Stopper {
  readonly signal: Signal;
  stop(): void;
  /** Lets go of the outer signal, which may outlive the run. */
  dispose(): void;
}

export function createStopper(outer?: Signal): Stopper {
  const listeners = new Set<() => void>();
  let aborted = false;
  const stop = (): void => {
    if (aborted) return;
    aborted = true;
    for (const listener of [...listeners]) listener();
    listeners.clear();
  };
  outer?.addEventListener('abort', stop);
  if (outer?.aborted === true) stop();
  return {
    signal: {
      get aborted() {
        return aborted;
      },
      addEventListener: (_type, listener) => void listeners.add(listener),
      removeEventListener: (_type, listener) => void listeners.delete(listener),
    },
    stop,
    dispose: () => outer?.removeEventListener('abort', stop),
  };
}
