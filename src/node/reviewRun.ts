import { basename, resolve } from 'node:path';
import type { JournalPosition, ReviewEvent } from '../core/run/journal/journal.ts';
import { openRunStore } from './runStore.ts';

/** Why a run cannot be reviewed, and what to do: for a person. */
export class ReviewRefused extends Error {
  override readonly name = 'ReviewRefused';
}

/**
 * Journals what a person said of a run that nobody works on, and lets go of it at once. Resolves to where the events stand, when
 * they are on disk. Throws `ReviewRefused` where a process works on the run: it alone writes to it.
 */
export async function reviewRun(folder: string, events: readonly ReviewEvent[]): Promise<readonly JournalPosition[]> {
  const run = basename(folder);
  const opened = await openRunStore(resolve(folder, '..', '..', '..')).resume(run);
  if (opened === null)
    throw new ReviewRefused(`${run} is being run by another window or process: review it there, or wait`);
  try {
    return await Promise.all(events.map((event) => opened.journal.append(event)));
  } finally {
    await opened.journal.close();
    await opened.release();
  }
}
