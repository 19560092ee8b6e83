import type { JournalEvent } from '../core/run/journal/journal.ts';
import type { RunState } from '../core/run/state/runState.ts';
import type { TrialRecord } from '../core/run/state/trialRecord.ts';

/** What a report is made of: the state of a run, and its journal for what is too large to be held. */
export interface ReportSource {
  readonly state: RunState;
  /** The failed attempts, the outcome and the verdicts of one trial. */
  trialEvents(trial: string): Promise<readonly JournalEvent[]>;
  /** Takes out of a text what must not leave this machine: keys, and where its folders are. */
  readonly clean: (text: string) => string;
  /** The version of Scenarist that writes the report. */
  readonly scenarist: string;
}

/** A report in pieces, in order: each is written before the next is made, so that no run has to fit into memory. */
export type ReportText = AsyncIterable<string>;

/** The trials that have begun, by condition, model and repetition, whenever they ended. */
export function orderedTrials(state: RunState): readonly TrialRecord[] {
  return [...state.trials()].sort(
    (a, b) => a.condition - b.condition || a.model - b.model || a.repetition - b.repetition,
  );
}

/** A path of a run as others may see it: one that leads out of its folder, or is absolute, tells of a machine. */
export function sharedPath(path: string): string {
  const leadsOut = path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..');
  return leadsOut ? (path.split(/[/\\]/).at(-1) ?? path) : path;
}
