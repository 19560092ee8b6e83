import { trialRequest } from '../../conversation/converse.ts';
import type { BatchAnswer, Batches, BatchItem } from '../../provider/provider.ts';
import { isFatal, ProviderError } from '../../provider/providerError.ts';
import { tokenBound } from '../../provider/tokenBound.ts';
import type { ModelUse } from '../../scenario/scenario.ts';
import type { Trial } from '../../trial/trial.ts';
import { OutOfBudget, type Budget } from '../spending/budget.ts';
import type { BatchEvent } from '../journal/journal.ts';
import { isCancelled, messageOf } from '../journal/journalError.ts';
import type { RunTrialDeps } from '../runTrial.ts';
import { keyOf } from '../trialKey.ts';
import { createBatch } from './createBatch.ts';
import { findBatch, requestId, untilEnded, type BatchToFind, type FoundBatch } from './findBatch.ts';
import { OpenTrials, type Open, type SentBatch } from './openTrials.ts';
import { briefly, patiently } from './patiently.ts';
import type { PendingBatch } from './pendingBatches.ts';

export interface BatchRunInput {
  readonly model: ModelUse;
  readonly batches: Batches;
  /** Those that no batch below holds. */
  readonly trials: Iterator<Trial>;
  readonly sharesPrefix: (trial: Trial) => boolean;
  /** Of a run that is gone on with: its batches at the service, with the trials that they may still answer. */
  readonly pending: readonly { readonly batch: PendingBatch; readonly trials: readonly Trial[] }[];
  readonly budget: Budget;
  /** How many trials are graded at once. */
  readonly concurrency: number;
  readonly deps: RunTrialDeps;
  /** Whether a person stopped the run, so that its batches are cancelled; a process that ends leaves them to the next one. */
  readonly isStopped: () => boolean;
  /** The run cannot go on: says why, and stops it. */
  readonly fail: (message: string, cause: unknown) => void;
}

/** How long a service is asked to cancel a batch when the run is stopped. In milliseconds. */
const cancelMs = 800;

/**
 * Runs the trials of one model as batches. Their intents are on disk before a batch is sent, and its id when it is known; so
 * whatever happens, a batch is found again and nothing is bought twice. Resolves to how many trials ended.
 */
export function runBatches(input: BatchRunInput): Promise<number> {
  return new BatchRun(input).run();
}

class BatchRun {
  private readonly input: BatchRunInput;
  private readonly trials: OpenTrials;
  private readonly following = new Set<Promise<void>>();
  /** Ids of the service. */
  private readonly known: Set<string>;
  private fatal: ProviderError | null = null;

  constructor(input: BatchRunInput) {
    this.input = input;
    this.trials = new OpenTrials(input.deps, input.concurrency);
    this.known = new Set(input.pending.flatMap(({ batch }) => batch.id ?? []));
  }

  async run(): Promise<number> {
    for (const { batch, trials } of this.input.pending) this.follow(this.takeUp(batch, trials));
    for (;;) {
      const open = await this.gather();
      if (open.length > 0) await this.send(open);
      else if (this.following.size > 0) await Promise.race(this.following);
      else if (this.trials.again.length === 0 || this.isOver()) break;
    }
    await this.trials.graded();
    return this.trials.ended;
  }

  private isAborted(): boolean {
    return this.input.deps.signal.aborted;
  }

  private isOver(): boolean {
    return this.isAborted() || this.input.budget.isUsedUp;
  }

  private readonly isOther = (id: string): boolean => this.known.has(id);

  private follow(work: Promise<void>): void {
    const { fail, model } = this.input;
    const going: Promise<void> = work
      .catch((cause: unknown) => {
        if (this.isAborted()) return;
        fail(
          `A batch of ${model.reference} cannot be followed. It goes on at the service; resume the run later`,
          cause,
        );
      })
      .finally(() => this.following.delete(going));
    this.following.add(going);
  }

  /** The trials of the next batch: as many as fit into it and into the budget. */
  private async gather(): Promise<readonly Open[]> {
    const { batches, budget, model, deps } = this.input;
    const open: Open[] = [];
    let bytes = 0;
    while (open.length < batches.most.requests && !this.isOver()) {
      const trial = await this.next();
      if (trial === null) break;
      const size = batches.size(this.item(trial, ''));
      const bound = tokenBound(trialRequest(trial));
      const fits = open.length === 0 || bytes + size <= batches.most.bytes;
      const granted = fits ? budget.tryReserve(model.reference, bound) : null;
      if (granted === null && open.length > 0) {
        this.trials.again.unshift(trial);
        break;
      }
      try {
        const reservation = granted ?? (await budget.reserve(model.reference, bound, deps.signal, 'batch'));
        open.push({ trial, attempt: this.trials.nextAttempt(trial), bound, reservation });
        bytes += size;
      } catch (cause) {
        if (!(cause instanceof OutOfBudget) && !isCancelled(cause)) throw cause;
      }
    }
    return open;
  }

  /** Those that are known are graded and passed over; after a fatal error all others fail. */
  private async next(): Promise<Trial | null> {
    const { trials, deps } = this.input;
    for (;;) {
      if (this.isAborted()) return null;
      const again = this.trials.again.shift();
      const trial = again ?? nextOf(trials);
      if (trial === null) return null;
      const known = again === undefined ? await deps.recall(trial) : null;
      if (known !== null) await this.trials.recalled(trial, known);
      else if (this.fatal !== null) await this.trials.fail(trial, this.fatal);
      else return trial;
    }
  }

  private item(trial: Trial, token: string): BatchItem {
    const { sharesPrefix } = this.input;
    return { id: requestId(trial.id, token), request: trialRequest(trial), sharesPrefix: sharesPrefix(trial) };
  }

  private async send(opens: readonly Open[]): Promise<void> {
    const { batches, deps, model } = this.input;
    const { clock, record } = deps;
    const token = deps.random();
    const at = clock.now();
    const open = new Map(opens.map((each) => [requestId(each.trial.id, token), each]));
    const batch: SentBatch = { token, requests: opens.length, plannedAt: at, open };
    const intents = opens.map(({ trial, attempt, bound }) =>
      record({ type: 'intent', ...keyOf(trial), attempt, judge: null, bound, batch: token, at }),
    );
    await Promise.all([...intents, this.record(batch, 'planned', null)]);
    if (this.isAborted()) return this.refuse(batch, new ProviderError('cancelled', 'Stopped before it was sent.'));
    try {
      const items = opens.map(({ trial }) => this.item(trial, token));
      const id = await createBatch({ ...deps, batches, items, batch, isOther: this.isOther });
      await this.created(batch, id);
      this.follow(this.collect(batch, id));
    } catch (cause) {
      // It may have been created all the same: the run that goes on looks for it.
      if (this.isAborted()) {
        this.trials.leave(batch);
        return;
      }
      if (cause instanceof ProviderError && isFatal(cause)) this.fatal = cause;
      deps.log.warn(`A batch of ${opens.length} requests to ${model.reference} was not taken: ${messageOf(cause)}`);
      await this.refuse(batch, cause);
    }
  }

  private async refuse(batch: SentBatch, cause: unknown): Promise<void> {
    await this.trials.refuse(batch, cause);
    await this.record(batch, 'ended', null);
  }

  /** A batch of the process before. */
  private async takeUp(pending: PendingBatch, trials: readonly Trial[]): Promise<void> {
    const { budget, model } = this.input;
    const { token, requests, plannedAt, id } = pending;
    const attempts = new Map(pending.open.map(({ trial, attempt }) => [trial, attempt]));
    const open = new Map<string, Open>();
    for (const trial of trials) {
      const attempt = attempts.get(trial.id) ?? 1;
      const bound = tokenBound(trialRequest(trial));
      open.set(requestId(trial.id, token), { trial, attempt, bound, reservation: budget.hold(model.reference, bound) });
    }
    const batch: SentBatch = { token, requests, plannedAt, open };
    if (id !== null) return this.collect(batch, id);
    const found = await this.find(batch);
    if (typeof found === 'object') {
      await this.created(batch, found.id);
      return this.collect(batch, found.id);
    }
    const ambiguous = found === 'unclear';
    const message = ambiguous ? 'Nobody can tell what became of the batch.' : 'The batch was never created.';
    await this.trials.retry(batch, new ProviderError('network', message, { ambiguous }));
    await this.record(batch, 'ended', null);
  }

  private async find(batch: SentBatch): Promise<FoundBatch> {
    try {
      return await findBatch(this.input.batches, batch, this.isOther, this.input.deps);
    } catch (cause) {
      this.trials.leave(batch);
      throw cause;
    }
  }

  private async created(batch: SentBatch, id: string): Promise<void> {
    this.known.add(id);
    await this.record(batch, 'created', id);
  }

  /** Waits for the end of a batch and takes its results, each once, in any order. */
  private async collect(batch: SentBatch, id: string): Promise<void> {
    const { batches, deps, isStopped } = this.input;
    const take = async (answer: BatchAnswer): Promise<boolean> => {
      await this.trials.answer(batch, answer);
      return !this.isAborted();
    };
    let hasEnded = false;
    try {
      await untilEnded(batches, id, deps);
      hasEnded = true;
      await patiently(() => batches.results(id, take, deps.signal), deps);
    } catch (cause) {
      this.trials.leave(batch);
      if (!hasEnded && isStopped()) await this.cancel(batch, id);
      throw cause;
    }
    if (this.isAborted()) {
      this.trials.leave(batch);
      return;
    }
    const missing = new ProviderError('malformed', 'The batch ended without a result for this.', { ambiguous: true });
    await this.trials.retry(batch, missing);
    await this.record(batch, 'ended', id);
  }

  private async cancel(batch: BatchToFind, id: string): Promise<void> {
    const { batches, deps } = this.input;
    try {
      await briefly((signal) => batches.cancel(id, signal), deps.clock, cancelMs);
      await this.record(batch, 'cancelled', id);
    } catch (cause) {
      deps.log.warn(`Batch ${id} goes on at the service, which could not be asked to cancel it: ${messageOf(cause)}`);
    }
  }

  private record({ token, requests }: BatchToFind, state: BatchEvent['state'], id: string | null): Promise<void> {
    const { model, deps } = this.input;
    return deps.record({ type: 'batch', token, model: model.reference, requests, state, id, at: deps.clock.now() });
  }
}

function nextOf(trials: Iterator<Trial>): Trial | null {
  const next = trials.next();
  return next.done === true ? null : next.value;
}
