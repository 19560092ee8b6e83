import type { Signal, Yield } from './ports.ts';

/** Long work in slices: what it yields between them is nothing, and means that other work may go first. */
export type Steps<Result> = Generator<undefined, Result>;

/** Does all of it in one go. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Lets other work go first between the slices. Throws `WorkAborted` when the signal aborts: half a result is of no use. */
export async function finishSliced<Result>(
  steps: Steps<Result>,
  yieldControl: Yield,
  signal?: Signal,
): Promise<Result> {
  for (;;) {
    if (signal?.aborted) throw new WorkAborted('nobody waits for this any more');
    const step = steps.next();
    if (step.done) return step.value;
    await yieldControl();
  }
}

/** Not a failure: whoever aborted the signal expects it. */
export class WorkAborted extends Error {
  override readonly name = 'AbortError';
}

/** Says when a slice has been long enough. Slices are counted in work, not in time, so that they are the same everywhere. */
export interface Pace {
  /** `work` is what was done since the last call: about as many microseconds, on a slow machine. */
  isDue(work?: number): boolean;
}

/** Four milliseconds or so: a frame of the screen has sixteen. */
const slice = 4_000;

export function createPace(): Pace {
  let done = 0;
  return {
    isDue(work = 10) {
      done += work;
      if (done < slice) return false;
      done = 0;
      return true;
    },
  };
}
