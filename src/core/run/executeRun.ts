import { toUsd } from '../provider/cost.ts';
import type { Providers } from '../provider/provider.ts';
import type { Classifier } from '../scenario/classifier.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { processEnds, type Clock, type Hash, type Log, type Signal, type Yield } from '../text/ports.ts';
import type { PlannedTrials } from '../trial/trials.ts';
import type { Condition } from '../trial/trial.ts';
import type { Approver } from './approval/approver.ts';
import type { PendingBatch } from './batch/pendingBatches.ts';
import { createBudget, joinBudgets, type Budget, type BudgetTerms } from './spending/budget.ts';
import { Decider } from './approval/decider.ts';
import { createEventQueue, type EventQueue } from './eventQueue.ts';
import type { EndEvent, Journal, JournalEvent } from './journal/journal.ts';
import type { Limits } from './sending/limits.ts';
import { messageOf } from './journal/journalError.ts';
import { nothingLeft, type LeftTrials } from './state/leftTrials.ts';
import { createModelPools, type PoolOf } from './sending/modelPools.ts';
import type { RunEvent } from './runEvent.ts';
import type { Recall } from './journal/recall.ts';
import type { RunTrialDeps } from './runTrial.ts';
import { runTrials } from './runTrials.ts';
import { createSender } from './sending/sender.ts';
import { createStopper, type Stopper } from './stopper.ts';

export interface RunInput {
  /** The trials to run or to grade; of a run that is resumed, those that are left. */
  readonly plan: PlannedTrials;
  readonly recall: Recall;
  readonly verdictKey: (classifier: Classifier, condition: Condition) => string;
  readonly scenario: Pick<Scenario, 'classifiers'>;
  readonly providers: Providers;
  readonly budget: BudgetTerms;
  /** Decides on actions whose tools ask. */
  readonly approver: Approver;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Waited for before an answer is graded; grading waits for nothing where it is left out. */
  readonly turn?: Yield;
  readonly log: Log;
  readonly hash: Hash;
  /** A new marker for each request of a judge, which no model can guess. */
  readonly random: () => string;
  /** The most requests under way at once, from 1. */
  readonly concurrency: number;
  /** Trials are sent as batches; the judges' requests are not. */
  readonly batch?: boolean;
  /** Of a run that is gone on with: its batches at the service, which are taken up however the rest is sent. */
  readonly pending?: readonly PendingBatch[];
  /** Of a run that is gone on with: its conversations that were asked about. */
  readonly left?: LeftTrials;
  /** None where it is left out. */
  readonly limits?: Limits;
  /** With other runs; `limits` are then those of its pools. */
  readonly shared?: SharedMeans;
  /** Aborts: nothing more is sent, and what is under way is given up and kept as `stopped`. */
  readonly signal: Signal;
}

/** What runs that are under way at the same time share: places and limits, and a budget beside that of each. */
export interface SharedMeans {
  readonly poolOf: PoolOf;
  readonly budget: Budget;
}

/**
 * Runs the trials of a plan and grades them, as a stream of events that are on disk when they come. A failed trial, judge or
 * classifier is an event like any other. The last event is `end`; leaving the loop early stops the run. Throws when the journal
 * cannot be written, after which nothing more is sent, and for a bug in the plan.
 */
export async function* executeRun(input: RunInput): AsyncGenerator<RunEvent, void, void> {
  const run = startRun(input);
  try {
    yield* run.queue.read();
  } finally {
    run.queue.abandon();
    run.stopper.stop();
    await run.ended;
    run.stopper.dispose();
  }
  if (run.failure.cause !== null) throw run.failure.cause;
}

interface Run {
  readonly queue: EventQueue;
  readonly stopper: Stopper;
  readonly failure: Failure;
  /** Resolves when no worker is left and `end` is journaled. Never rejects. */
  readonly ended: Promise<void>;
}

/** Why the run itself could not go on; a failed trial is none. */
interface Failure {
  cause: Error | null;
}

function startRun(input: RunInput): Run {
  const { journal, clock, log, providers } = input;
  const queue = createEventQueue();
  const stopper = createStopper(input.signal);
  const failure: Failure = { cause: null };
  const fail = (message: string, cause: unknown): void => {
    log.error(message, cause);
    failure.cause ??= new Error(`${message}: ${messageOf(cause)}`, { cause });
    stopper.stop();
  };
  const record = async (event: JournalEvent): Promise<void> => {
    try {
      const position = await journal.append(event);
      await queue.push({ type: 'journaled', event, position });
    } catch (cause) {
      fail('The journal cannot be written, so the run was stopped', cause);
    }
  };
  const { signal } = stopper;
  const { concurrency, limits = {}, shared, approver, left = nothingLeft } = input;
  const own = createBudget(input.budget);
  const budget = shared === undefined ? own : joinBudgets(own, shared.budget);
  const poolOf = shared?.poolOf ?? createModelPools({ clock, concurrency, limits });
  const sender = createSender({ providers, clock, signal, poolOf, budget, record });
  const deps: RunTrialDeps = {
    ...input,
    sender,
    signal,
    record,
    left,
    decider: new Decider({ approver, standing: left.standing, clock, signal, record }),
    whileAway: (wait) => wait(),
    turn: input.turn ?? (() => Promise.resolve()),
    onDelta: (trial, delta) => queue.pushDelta(trial, delta),
  };
  const end = async (ended: number): Promise<void> => {
    const isWhole = ended === input.plan.count;
    await record({ type: 'end', ...endOf(failure, { isWhole, isStopped: signal.aborted, budget }), at: clock.now() });
    queue.close();
  };
  const isStopped = (): boolean =>
    input.signal.aborted && input.signal.reason !== processEnds && failure.cause === null;
  const ended = runTrials({ ...input, deps, budget, isStopped, fail }).then(end);
  return { queue, stopper, failure, ended };
}

/** Why a run ends; where several reasons hold, the first of these. */
function endOf(
  { cause }: Failure,
  { isWhole, isStopped, budget }: { readonly isWhole: boolean; readonly isStopped: boolean; readonly budget: Budget },
): Pick<EndEvent, 'reason' | 'neededUsd'> {
  if (cause !== null) return { reason: 'failed' };
  if (isWhole) return { reason: 'finished' };
  if (isStopped || !budget.isUsedUp) return { reason: 'stopped' };
  return { reason: 'out-of-budget', ...(budget.needed !== null && { neededUsd: toUsd(budget.needed) }) };
}
