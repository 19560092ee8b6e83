import type { IntentEvent, Journal, JournalEvent } from './journal.ts';
import type { RunState } from './runState.ts';

/** The failed attempts, the outcome and the verdicts of one trial, read from the journal. */
export async function readTrialEvents(
  state: RunState,
  journal: Journal,
  trial: string,
): Promise<readonly JournalEvent[]> {
  const record = state.trial(trial);
  if (record === null) return [];
  const positions = [...record.attemptsAt, record.outcomeAt, ...record.verdictsAt].filter(
    (position) => position !== null,
  );
  return Promise.all(positions.map((position) => journal.read(position)));
}

/**
 * Applies what the journal holds. Lines that are torn or damaged have been passed over by the journal. Resolves to the calls
 * that were in flight at its end: sent perhaps, and never heard of again.
 */
export async function replayInto(state: RunState, journal: Journal): Promise<readonly IntentEvent[]> {
  const inFlight = new Map<string, IntentEvent>();
  for await (const { event, position } of journal.replay()) {
    state.apply(event, position);
    if (event.type === 'intent') inFlight.set(callOf(event.trial, event.judge), event);
    else if (event.type === 'turn') inFlight.delete(callOf(event.trial, null));
    else if (event.type === 'attempt') inFlight.delete(callOf(event.trial, event.judge));
    else if (event.type === 'outcome') inFlight.delete(callOf(event.trial, null));
    else if (event.type === 'verdict') inFlight.delete(callOf(event.trial, event.verdict.classifier));
  }
  return [...inFlight.values()];
}

/** A trial has at most one call of its own, and one of each judge, under way. */
function callOf(trial: string, judge: string | null): string {
  return `${trial} ${judge ?? ''}`;
}
