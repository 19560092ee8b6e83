import type { OutcomeEvent } from '../core/run/journal/journal.ts';
import { canonicalJson } from '../core/text/json.ts';
import type { RunSession } from './runSession.ts';

/**
 * The trials of two runs whose transcript is the very same one: reused, replayed, imported twice, or drawn again by a scripted
 * model. Told by what it says and by the request that it answered, so that two draws that happen to say the same are two.
 */
export async function sharedTranscripts(first: RunSession, second: RunSession): Promise<ReadonlySet<string>> {
  const shared = new Set<string>();
  for (const { id, state } of second.state.trials()) {
    if (state !== 'completed' || first.state.trial(id)?.state !== 'completed') continue;
    const [one, other] = await Promise.all([outcomeOf(first, id), outcomeOf(second, id)]);
    if (one !== null && one === other) shared.add(id);
  }
  return shared;
}

/** What tells a transcript from every other; null where it cannot be read. */
async function outcomeOf(session: RunSession, trial: string): Promise<string | null> {
  const events = await session.trialEvents(trial);
  const outcome = events.find((event): event is OutcomeEvent => event.type === 'outcome');
  if (outcome?.result.status !== 'completed') return null;
  const { messages, requestId } = outcome.result.transcript;
  return canonicalJson({ messages, requestId });
}
