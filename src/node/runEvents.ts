import { randomBytes } from 'node:crypto';
import type { Providers } from '../core/provider/provider.ts';
import type { Approver } from '../core/run/approval/approver.ts';
import { budgetTerms } from '../core/run/spending/budgetTerms.ts';
import { executeRun, type RunInput, type SharedMeans } from '../core/run/executeRun.ts';
import type { JournalEvent } from '../core/run/journal/journal.ts';
import type { Limits } from '../core/run/sending/limits.ts';
import type { RunEvent } from '../core/run/runEvent.ts';
import type { RunState } from '../core/run/state/runState.ts';
import type { Log, Signal } from '../core/text/ports.ts';
import type { FileJournal } from './fileJournal.ts';
import { sha256 } from './sha256.ts';
import { systemClock } from './systemClock.ts';
import { keepTrialIndex } from './trialIndex.ts';
import { createTurns } from './yieldControl.ts';

/** What running needs beside what is run. */
export interface RunMeans {
  readonly providers: Providers;
  /** Decides on actions whose tools ask. */
  readonly approver: Approver;
  readonly concurrency: number;
  readonly limits?: Limits;
  /** With other runs that are under way at the same time. */
  readonly shared?: SharedMeans;
  readonly signal: Signal;
  readonly log: Log;
}

export interface RunWork extends RunMeans, Pick<RunInput, 'plan' | 'recall' | 'verdictKey' | 'pending' | 'left'> {
  readonly folder: string;
  readonly journal: FileJournal;
  readonly state: RunState;
  /** Journaled before anything is run. */
  readonly opening: readonly JournalEvent[];
  /** Lets go of the run; the journal can still be read. */
  readonly free: () => Promise<void>;
}

/** Runs a plan into its journal; every event has been applied to the state when it comes. */
export async function* runEvents(work: RunWork): AsyncGenerator<RunEvent> {
  const { folder, journal, state, opening, free } = work;
  const random = (): string => randomBytes(12).toString('hex');
  try {
    const opened = opening.map(async (event) => ({ event, position: await journal.append(event) }));
    for (const { event, position } of await Promise.all(opened)) {
      state.apply(event, position);
      yield { type: 'journaled', event, position };
    }
    for await (const event of executeRun({
      ...work,
      scenario: state.scenario,
      budget: budgetTerms(state),
      batch: state.manifest.batch ?? false,
      clock: systemClock,
      turn: createTurns(),
      random,
      hash: sha256,
    })) {
      if (event.type === 'journaled') state.apply(event.event, event.position);
      yield event;
    }
  } catch (cause) {
    // Where the journal could not be written, there is no `end` in it.
    state.settle('failed');
    throw cause;
  } finally {
    state.settle();
    await keepTrialIndex(folder, state).catch(() => undefined);
    await free();
  }
}
