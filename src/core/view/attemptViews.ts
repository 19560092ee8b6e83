import type { AttemptEvent, JournalEvent, OutcomeEvent } from '../run/journal/journal.ts';
import type { AttemptView } from './views.ts';

/** The requests of one trial, from its events; empty where none failed. */
export function attemptViews(events: readonly JournalEvent[]): readonly AttemptView[] {
  const failed = events.filter((event) => event.type === 'attempt');
  if (failed.length === 0) return [];
  const outcome = events.find((event) => event.type === 'outcome');
  const answered = outcome?.result.status === 'completed' ? [answer(outcome)] : [];
  return [...failed.map(failure), ...answered].sort((a, b) => a.startedAt - b.startedAt);
}

function failure({ judge, error, startedAt, durationMs, at }: AttemptEvent): AttemptView {
  const { kind, message, ambiguous, status, requestId } = error;
  return {
    ...{ judge, outcome: kind, message, ambiguous, status, requestId },
    // Journals of earlier versions, and of processes that were killed, do not say when it was sent.
    startedAt: startedAt ?? at,
    durationMs: durationMs ?? null,
  };
}

function answer({ result, durationMs, at }: OutcomeEvent): AttemptView {
  return {
    ...{ judge: null, outcome: 'answered', message: null, ambiguous: false, status: null },
    requestId: result.status === 'completed' ? result.transcript.requestId : null,
    startedAt: at - durationMs,
    durationMs,
  };
}
