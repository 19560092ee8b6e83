import type { Cost } from '../../provider/cost.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Transcript, Usage } from '../../transcript/transcript.ts';
import { addUsage, noUsage } from '../../transcript/usageSum.ts';
import type {
  AttemptEvent,
  BatchEvent,
  EndEvent,
  IntentEvent,
  JournalPosition,
  OutcomeEvent,
  ResumeEvent,
  TurnEvent,
  VerdictEvent,
  VoteEvent,
} from '../journal/journal.ts';
import { pricesOf, type RunManifest } from '../manifest.ts';
import { Spending } from '../spending/spending.ts';

/** What a run sent, what came of it, and what it cost: the sums of its journal, in which no event counts twice. */
export class RunBooks {
  private readonly scenario: Pick<Scenario, 'classifiers'>;
  private readonly spending: Spending;
  private readonly sentBatches = new Map<string, BatchEvent>();
  private lost = { failed: 0, ambiguous: 0 };
  private tokens = noUsage;
  private limit: number | null;
  private needs: number | null = null;
  private resumes = 0;
  private resumedUpTo = -1;
  /** Where the last intent, attempt, and turn or vote that were applied stand. */
  private sentUpTo = -1;
  private failedUpTo = -1;
  private answeredUpTo = -1;

  constructor(manifest: RunManifest, scenario: Pick<Scenario, 'classifiers'>) {
    this.scenario = scenario;
    this.spending = new Spending(pricesOf(manifest));
    this.limit = manifest.budget?.usd ?? null;
  }

  /** Requests that gave no answer, and how many of them may have been answered and billed all the same. */
  get attempts(): { readonly failed: number; readonly ambiguous: number } {
    return this.lost;
  }

  /** Of all responses that this run bought, trials' and judges'; unknown where one of them did not say. */
  get usage(): Usage {
    return this.tokens;
  }

  /** What was bought cost this much, and what is under way may cost so much more; in picodollars, null where it is not known. */
  get money(): { readonly spent: Cost; readonly reserved: bigint | null } {
    return { spent: this.spending.spent, reserved: this.spending.reserved };
  }

  /** The budget, and for a run that ended for want of one the least that would do; in US dollars. */
  get budget(): { readonly usd: number | null; readonly neededUsd: number | null } {
    return { usd: this.limit, neededUsd: this.needs };
  }

  /** How often a process went on with what an earlier one had left. */
  get resumed(): number {
    return this.resumes;
  }

  /** What is known last of each batch that it was sent in. */
  get batches(): readonly BatchEvent[] {
    return [...this.sentBatches.values()];
  }

  resume({ budgetUsd }: ResumeEvent, { offset }: JournalPosition): void {
    if (offset > this.resumedUpTo) this.resumes++;
    this.resumedUpTo = Math.max(this.resumedUpTo, offset);
    this.needs = null;
    if (budgetUsd !== undefined) this.limit = budgetUsd;
  }

  send(event: IntentEvent, { offset }: JournalPosition): void {
    if (offset <= this.sentUpTo) return;
    this.sentUpTo = offset;
    const judge = this.scenario.classifiers.find(({ id }) => id === event.judge)?.judge ?? null;
    const model = event.judge === null ? event.model : judge?.model.reference;
    if (model !== undefined) this.spending.send(event, model);
  }

  /** False for an attempt that was applied before. */
  fail(event: AttemptEvent, { offset }: JournalPosition): boolean {
    if (offset <= this.failedUpTo) return false;
    this.failedUpTo = offset;
    this.spending.fail(event);
    const { failed, ambiguous } = this.lost;
    this.lost = { failed: failed + 1, ambiguous: ambiguous + (event.error.ambiguous ? 1 : 0) };
    return true;
  }

  answer({ trial, usage }: TurnEvent, { offset }: JournalPosition): void {
    if (offset <= this.answeredUpTo) return;
    this.answeredUpTo = offset;
    this.spending.answer({ trial, judge: null }, usage);
    this.tokens = addUsage(this.tokens, usage);
  }

  batch(event: BatchEvent): void {
    this.sentBatches.set(event.token, event);
  }

  /** @param isNew Whether it is the trial's first response, and not one of an earlier run. */
  finish({ trial, result }: Pick<OutcomeEvent, 'trial' | 'result'>, isNew: boolean): void {
    if (result.status !== 'completed') return;
    const usage = lastUsage(result.transcript);
    this.spending.answer({ trial, judge: null }, usage);
    if (isNew) this.tokens = addUsage(this.tokens, usage);
  }

  /** One of several answers of a judge. */
  vote({ trial, classifier, usage }: VoteEvent, { offset }: JournalPosition): void {
    if (offset <= this.answeredUpTo) return;
    this.answeredUpTo = offset;
    this.spending.answer({ trial, judge: classifier }, usage);
    this.tokens = addUsage(this.tokens, usage);
  }

  /** @param isNew Whether it counts for its trial, and was not given in an earlier run. */
  judge({ trial, verdict: { judge, classifier } }: Pick<VerdictEvent, 'trial' | 'verdict'>, isNew: boolean): void {
    // Its votes are in the books one by one.
    if (judge === null || judge.votes !== undefined) return;
    this.spending.answer({ trial, judge: classifier }, judge.usage);
    if (isNew) this.tokens = addUsage(this.tokens, judge.usage);
  }

  end({ neededUsd }: EndEvent): void {
    this.needs = neededUsd ?? null;
  }

  /** Nobody waits any more for what was under way. */
  settle(): void {
    this.spending.settle();
  }
}

/** Of the answers before it a trial has told already. */
function lastUsage({ course, usage }: Transcript): Usage {
  return course?.answers.at(-1)?.usage ?? usage;
}
