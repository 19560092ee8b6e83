import type { Journal, JournalEvent } from './journal.ts';
import type { RunState } from './runState.ts';

/** The outcome and the verdicts of one trial, read from the journal; empty while it is under way. */
export async function readTrialEvents(
  state: RunState,
  journal: Journal,
  trial: string,
): Promise<readonly JournalEvent[]> {
  const record = state.trial(trial);
  if (record === null) return [];
  const positions = [record.outcomeAt, ...record.verdictsAt].filter((position) => position !== null);
  return Promise.all(positions.map((position) => journal.read(position)));
}

/** Applies what the journal holds. Lines that are torn or damaged have been passed over by the journal. */
export async function replayInto(state: RunState, journal: Journal): Promise<void> {
  for await (const { event, position } of journal.replay()) state.apply(event, position);
}
