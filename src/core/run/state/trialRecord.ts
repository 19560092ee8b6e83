import type { CountedVerdict } from '../../stats/tally.ts';
import type { JournalPosition } from '../journal/journal.ts';

export type RecordState = 'running' | 'completed' | 'failed' | 'stopped';

/**
 * What is kept in memory of one trial, so that a run of 100,000 fits: numbers, and references to values that many trials
 * share. Everything else is read from the journal when it is asked for.
 */
export interface TrialRecord {
  readonly id: string;
  /** Index into the manifest's conditions. */
  readonly condition: number;
  /** Index into the manifest's models. */
  readonly model: number;
  readonly repetition: number;
  readonly state: RecordState;
  readonly actions: number;
  /** Its response was bought by an earlier run. */
  readonly reused: boolean;
  /** Requests of the trial or its judges that gave no answer; most have none, and share one empty list. */
  readonly attemptsAt: readonly JournalPosition[];
  readonly outcomeAt: JournalPosition | null;
  /** In the order of the scenario's classifiers; null where there is none yet. */
  readonly verdicts: readonly (CountedVerdict | null)[];
  readonly verdictsAt: readonly (JournalPosition | null)[];
  /** The failure that it shares with others. */
  readonly failure: FailureCount | null;
}

export interface FailureCount {
  readonly message: string;
  readonly count: number;
}

/** Verdicts that say the same are one object. */
export function createVerdictTable(): (verdict: CountedVerdict) => CountedVerdict {
  const known = new Map<string, CountedVerdict>();
  return (verdict) => {
    const { status, label, positive, split, disputed } = verdict;
    const key = `${status} ${String(positive)} ${String(split)} ${String(disputed)} ${label ?? ''}`;
    const same = known.get(key) ?? verdict;
    known.set(key, same);
    return same;
  };
}

const mostMessages = 20;

/** How often each failure occurred; what comes after the first twenty different ones is counted together. */
export interface FailureTable {
  add(message: string): FailureCount;
  remove(failure: FailureCount): void;
  list(): readonly FailureCount[];
}

export function createFailureTable(): FailureTable {
  const counts = new Map<string, { readonly message: string; count: number }>();
  return {
    add(message) {
      const key = counts.has(message) || counts.size < mostMessages ? message : 'other failures';
      const entry = counts.get(key) ?? { message: key, count: 0 };
      entry.count++;
      counts.set(key, entry);
      return entry;
    },
    remove({ message }) {
      const entry = counts.get(message);
      if (entry !== undefined) entry.count--;
    },
    list: () => [...counts.values()].filter(({ count }) => count > 0).map((entry) => ({ ...entry })),
  };
}
