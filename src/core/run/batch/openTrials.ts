import type { TokenBound } from '../../provider/cost.ts';
import type { BatchAnswer, ModelResponse } from '../../provider/provider.ts';
import { ProviderError } from '../../provider/providerError.ts';
import type { Trial } from '../../trial/trial.ts';
import type { Reservation } from '../spending/budget.ts';
import { journalError } from '../journal/journalError.ts';
import { recallNothing, type Recalled } from '../journal/recall.ts';
import { createRetries, type Retries } from '../sending/retryPolicy.ts';
import { runTrial, type RunTrialDeps } from '../runTrial.ts';
import type { Sender } from '../sending/sender.ts';
import { keyOf } from '../trialKey.ts';
import type { BatchToFind } from './findBatch.ts';
import { Gate } from './gate.ts';

/** A request of a batch that nothing has come of yet. */
export interface Open {
  readonly trial: Trial;
  readonly attempt: number;
  readonly bound: TokenBound;
  readonly reservation: Reservation;
}

export interface SentBatch extends BatchToFind {
  /** By the id of the request at the service. */
  readonly open: Map<string, Open>;
}

/** How many batches a trial may be in. */
const mostAttempts = 3;

/** What becomes of the trials of batches, one by one: graded, tried again, failed, or left to the next process. */
export class OpenTrials {
  private readonly deps: RunTrialDeps;
  private readonly grading: Gate;
  private readonly retries = new Map<string, Retries>();
  private readonly attempts = new Map<string, number>();
  /** To be sent in another batch. */
  readonly again: Trial[] = [];
  /** How many ended. */
  ended = 0;

  /** @param concurrency How many are graded at once. */
  constructor(deps: RunTrialDeps, concurrency: number) {
    this.deps = deps;
    this.grading = new Gate(concurrency);
  }

  /** The number of the next attempt at a trial, from 1. */
  nextAttempt({ id }: Trial): number {
    return (this.attempts.get(id) ?? 0) + 1;
  }

  /** Of a result that is no request's of this batch, or that comes twice, nothing is taken. */
  async answer(batch: SentBatch, answer: BatchAnswer): Promise<void> {
    const open = batch.open.get(answer.id);
    if (open === undefined) return;
    batch.open.delete(answer.id);
    if ('error' in answer) return this.retryOne(open, answer.error);
    const { trial, reservation } = open;
    reservation.answered(answer.response.usage);
    await this.grade(trial, { recall: recallNothing, sender: answering(answer.response, this.deps.sender) });
  }

  /** A trial whose response is known is only graded. */
  async recalled(trial: Trial, known: Recalled): Promise<void> {
    await this.grade(trial, { recall: () => Promise.resolve(known) });
  }

  async graded(): Promise<void> {
    await this.grading.drained();
  }

  async retry({ open }: SentBatch, cause: ProviderError): Promise<void> {
    await Promise.all(take(open).map((each) => this.retryOne(each, cause)));
  }

  /** None of them can be sent; of a run that was stopped none is given up. */
  async refuse({ open }: SentBatch, cause: unknown): Promise<void> {
    const refuseOne = async (each: Open): Promise<void> => {
      await this.recordAttempt(each, cause);
      if (!this.deps.signal.aborted) await this.fail(each.trial, cause);
    };
    await Promise.all(take(open).map(refuseOne));
  }

  /** They stay in the journal as under way; what they cost at most is spent. */
  leave({ open }: SentBatch): void {
    const cause = new ProviderError('cancelled', 'Nobody waits for it any more.', { ambiguous: true });
    for (const { reservation } of take(open)) reservation.failed(cause);
  }

  async fail(trial: Trial, cause: unknown): Promise<void> {
    const { clock, record } = this.deps;
    const result = { status: 'failed', error: journalError(cause) } as const;
    await record({ type: 'outcome', ...keyOf(trial), result, durationMs: 0, at: clock.now() });
    this.ended++;
  }

  /** What was cancelled says nothing about the request. */
  private async retryOne(open: Open, cause: ProviderError): Promise<void> {
    const { trial, attempt } = open;
    const retries = this.retries.get(trial.id) ?? createRetries(trial.seed);
    this.retries.set(trial.id, retries);
    this.attempts.set(trial.id, attempt);
    const mayPass = cause.kind === 'cancelled' || retries.after(cause) !== null;
    await this.recordAttempt(open, cause);
    if (mayPass && attempt < mostAttempts) this.again.push(trial);
    else await this.fail(trial, cause);
  }

  private async recordAttempt({ trial, attempt, reservation }: Open, cause: unknown): Promise<void> {
    const { clock, record } = this.deps;
    reservation.failed(cause);
    await record({
      type: 'attempt',
      trial: trial.id,
      attempt,
      judge: null,
      error: journalError(cause),
      at: clock.now(),
    });
  }

  private async grade(trial: Trial, known: Partial<RunTrialDeps>): Promise<void> {
    await this.grading.begin(async () => {
      try {
        const next = { trial, onKept: null, end: () => undefined };
        const { ended, recorded } = await runTrial(next, { ...this.deps, ...known });
        if (ended) this.ended++;
        await recorded;
      } catch (cause) {
        this.deps.log.error(`Trial ${trial.id} failed`, cause);
        await this.fail(trial, cause);
      }
    });
  }
}

function take(open: Map<string, Open>): readonly Open[] {
  const taken = [...open.values()];
  open.clear();
  return taken;
}

/** The trial's own request is answered already; its judges are asked as always. */
function answering(response: ModelResponse, sender: Sender): Sender {
  const answer = (): Promise<ModelResponse> => Promise.resolve(response);
  return { begin: (call) => (call.judge === null ? answer : sender.begin(call)) };
}
