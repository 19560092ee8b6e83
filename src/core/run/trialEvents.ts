import { CallsInFlight, type InFlight } from './batch/pendingBatches.ts';
import type { Journal, JournalEvent } from './journal/journal.ts';
import type { RunState } from './state/runState.ts';

/**
 * The failed attempts, the conversation until its last question, the outcome, the verdicts and the reviews of one trial, read from
 * the journal.
 */
export async function readTrialEvents(
  state: RunState,
  journal: Journal,
  trial: string,
): Promise<readonly JournalEvent[]> {
  const record = state.trial(trial);
  if (record === null) return [];
  const { attemptsAt, outcomeAt, verdictsAt } = record;
  const { questions, reviews } = state;
  const positions = [
    ...attemptsAt,
    questions.askedAt(trial),
    outcomeAt,
    ...verdictsAt,
    ...reviews.positions(trial),
  ].filter((position) => position !== null);
  return Promise.all(positions.map((position) => journal.read(position)));
}

/** Applies what the journal holds. Lines that are torn or damaged have been passed over by the journal. */
export async function replayInto(state: RunState, journal: Journal): Promise<InFlight> {
  const calls = new CallsInFlight();
  for await (const { event, position } of journal.replay()) {
    state.apply(event, position);
    calls.apply(event);
  }
  return calls.get();
}
