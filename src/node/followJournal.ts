import type { JournalEvent, JournalPosition } from '../core/run/journal/journal.ts';
import type { Clock, Signal } from '../core/text/ports.ts';
import type { FileJournal } from './fileJournal.ts';

/** Often enough to be watched; the file is measured, and read only where it has grown. */
const intervalMs = 500;

export interface FollowOptions {
  /** Whether its writer still works on it. */
  readonly isLive: () => Promise<boolean>;
  readonly clock: Clock;
  /** Aborts: the reader goes away. */
  readonly signal: Signal;
}

/** What another process appends to a journal after what was replayed, as it comes, until that process is done with it. */
export async function* followJournal(
  journal: FileJournal,
  { isLive, clock, signal }: FollowOptions,
): AsyncGenerator<{ readonly event: JournalEvent; readonly position: JournalPosition }> {
  while (!signal.aborted) {
    // Asked first: what a writer wrote before it left is then read.
    const live = await isLive();
    yield* journal.replay(journal.replayed);
    if (!live) return;
    await clock.sleep(intervalMs, signal);
  }
}
