import type { RunState } from '../run/state/runState.ts';

/** What is left at the service when a run has ended: a sentence for each batch whose results were not all taken. */
export function batchSentences({ end, books: { batches } }: Pick<RunState, 'end' | 'books'>): readonly string[] {
  if (end === null || end === 'finished') return [];
  return batches.flatMap(({ state, id, requests }) => {
    const which = `${id === null ? 'A batch' : `Batch ${id}`} of ${requests} ${requests === 1 ? 'request' : 'requests'}`;
    switch (state) {
      case 'cancelled':
        return [`${which} was cancelled. What it had answered by then is billed; resuming the run fetches it.`];
      case 'created':
        return [`${which} goes on at the service, and is billed. Resuming the run fetches what it answers.`];
      case 'planned':
        return [`${which} may be at the service: its number was not learned. Resuming the run looks for it.`];
      case 'ended':
        return [];
    }
  });
}
