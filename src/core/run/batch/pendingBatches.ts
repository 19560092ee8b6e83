import type { BatchEvent, IntentEvent, JournalEvent } from '../journal/journal.ts';

/** A batch whose results were not all read when the process ended. */
export interface PendingBatch {
  readonly token: string;
  readonly model: string;
  /** How many were sent as one. */
  readonly requests: number;
  readonly plannedAt: number;
  /** The service's; null where its answer was lost, or where nothing was sent at all. */
  readonly id: string | null;
  /** Those of its requests that nothing has come of. */
  readonly open: readonly IntentEvent[];
}

/** What was under way at the end of a journal. */
export interface InFlight {
  /** Sent perhaps, and never heard of again. */
  readonly interrupted: readonly IntentEvent[];
  /** Gathered for a batch that was never sent. */
  readonly unsent: readonly IntentEvent[];
  readonly batches: readonly PendingBatch[];
}

/** The calls that have begun and not ended, event by event. */
export class CallsInFlight {
  private readonly calls = new Map<string, IntentEvent>();
  private readonly batches = new Map<string, BatchEvent>();
  private readonly plannedAt = new Map<string, number>();

  apply(event: JournalEvent): void {
    if (event.type === 'intent') this.calls.set(callOf(event.trial, event.judge), event);
    else if (event.type === 'turn') this.calls.delete(callOf(event.trial, null));
    else if (event.type === 'vote') this.calls.delete(callOf(event.trial, event.classifier));
    else if (event.type === 'attempt') this.calls.delete(callOf(event.trial, event.judge));
    else if (event.type === 'outcome') this.calls.delete(callOf(event.trial, null));
    else if (event.type === 'verdict') this.calls.delete(callOf(event.trial, event.verdict.classifier));
    else if (event.type === 'batch') {
      this.batches.set(event.token, event);
      if (event.state === 'planned') this.plannedAt.set(event.token, event.at);
    }
  }

  get(): InFlight {
    const calls = [...this.calls.values()];
    const byBatch = Map.groupBy(
      calls.filter(({ batch }) => batch !== undefined),
      ({ batch = '' }) => batch,
    );
    const batches = [...byBatch].flatMap(([token, open]): readonly PendingBatch[] => {
      const event = this.batches.get(token);
      if (event === undefined) return [];
      const { model, requests, id, at } = event;
      return [{ token, model, requests, id, open, plannedAt: this.plannedAt.get(token) ?? at }];
    });
    return {
      interrupted: calls.filter(({ batch }) => batch === undefined),
      unsent: calls.filter(({ batch }) => batch !== undefined && !this.batches.has(batch)),
      batches,
    };
  }
}

/** A trial has at most one call of its own, and one of each judge, under way. */
function callOf(trial: string, judge: string | null): string {
  return `${trial} ${judge ?? ''}`;
}
