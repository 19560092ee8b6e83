import { addCosts, costOf, nothing, toUsd } from '../../core/provider/cost.ts';
import { batchPrice, type Price } from '../../core/provider/price.ts';
import type { JournalEvent, OutcomeEvent, VerdictEvent } from '../../core/run/journal/journal.ts';
import { pricesOf } from '../../core/run/manifest.ts';
import type { RunState } from '../../core/run/state/runState.ts';
import type { RecordState, TrialRecord } from '../../core/run/state/trialRecord.ts';
import type { Levels } from '../../core/scenario/scenario.ts';
import type { StopReason, Transcript, Usage } from '../../core/transcript/transcript.ts';
import type { Review } from '../../core/verdict/review.ts';
import { isSplit, type JudgeAnswer, type VerdictStatus } from '../../core/verdict/verdict.ts';
import type { ReportSource } from '../reportSource.ts';

/** One trial as one classifier sees it. Null is not known, or not there; never zero. */
export interface ResultRow {
  readonly run: string;
  readonly scenario: string;
  readonly trial: string;
  readonly condition: string;
  readonly levels: Levels;
  readonly model: string;
  /** «scripted, not a model»; null of a real model. */
  readonly modelLabel: string | null;
  readonly repetition: number;
  readonly state: RecordState;
  /** Null of a scenario without classifiers: its trials have one row each. */
  readonly classifier: string | null;
  readonly status: VerdictStatus | null;
  readonly label: string | null;
  readonly positive: boolean | null;
  /** Whether the gate held; null where there is none, or it cannot be known. */
  readonly gate: boolean | null;
  readonly judge: {
    readonly model: string;
    readonly label: string | null;
    readonly reason: string;
    /** The label of each vote, in order, null of one that is no answer; null where it was asked once. */
    readonly votes: readonly (string | null)[] | null;
    /** Whether they differ. */
    readonly split: boolean | null;
  } | null;
  /** Who decided, or why it is not graded. */
  readonly reason: string | null;
  readonly evidence: readonly string[];
  /** What a person says last of it; null where nobody has. */
  readonly review: Omit<Review, 'classifier'> | null;
  readonly stop: StopReason | null;
  readonly actions: number | null;
  readonly usage: Usage;
  /** Of the trial's answers, in US dollars, by the prices that the run was reckoned with. */
  readonly costUsd: number | null;
  readonly judgeUsage: Usage;
  readonly judgeCostUsd: number | null;
  readonly durationMs: number | null;
  readonly requestId: string | null;
  /** The run that bought the answer, where this one took it over. */
  readonly reusedFrom: string | null;
  /** The run whose verdict this one took over. */
  readonly verdictReusedFrom: string | null;
  /** What the file that it was imported from calls it. */
  readonly importedAs: string | null;
  /** Why there is no answer. */
  readonly error: string | null;
}

const unknownUsage: Usage = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null };

/** The rows of one trial, one for each classifier, in the order of the scenario. */
export async function resultRows(source: ReportSource, record: TrialRecord): Promise<readonly ResultRow[]> {
  const { state } = source;
  const events = await source.trialEvents(record.id);
  const trial = trialColumns(state, record, events);
  const { classifiers } = state.scenario;
  if (classifiers.length === 0) return [{ ...trial, ...noVerdict, classifier: null, review: null }];
  return classifiers.map(({ id }, index) => {
    const found = events.findLast((event) => event.type === 'verdict' && event.verdict.classifier === id);
    const counted = record.verdicts[index] ?? null;
    const verdict = found?.type === 'verdict' ? verdictColumns(found, state) : { ...noVerdict, ...counted };
    return { ...trial, ...verdict, classifier: id, review: reviewColumns(state.reviews.of(record.id, id)) };
  });
}

type TrialColumns = Omit<ResultRow, keyof VerdictColumns | 'classifier' | 'review'>;
type VerdictColumns = Pick<
  ResultRow,
  | 'status'
  | 'label'
  | 'positive'
  | 'gate'
  | 'judge'
  | 'reason'
  | 'evidence'
  | 'judgeUsage'
  | 'judgeCostUsd'
  | 'verdictReusedFrom'
>;

function trialColumns(state: RunState, record: TrialRecord, events: readonly JournalEvent[]): TrialColumns {
  const { manifest } = state;
  const condition = manifest.conditions[record.condition];
  const { model = '', label: modelLabel = null } = manifest.models[record.model] ?? {};
  const outcome = events.find((event) => event.type === 'outcome') ?? null;
  return {
    run: manifest.run,
    scenario: manifest.scenario.id,
    trial: record.id,
    condition: condition?.id ?? '',
    levels: condition?.levels ?? {},
    ...{ model, modelLabel },
    repetition: record.repetition,
    state: record.state,
    ...answerColumns(outcome, trialPrice(state, model)),
    actions: record.state === 'completed' ? record.actions : null,
    durationMs: outcome?.durationMs ?? null,
    reusedFrom: outcome?.reusedFrom ?? null,
    importedAs: outcome?.importedAs ?? null,
  };
}

function answerColumns(
  outcome: OutcomeEvent | null,
  price: Price | null,
): Pick<ResultRow, 'stop' | 'usage' | 'costUsd' | 'requestId' | 'error'> {
  const none = { stop: null, usage: unknownUsage, costUsd: null, requestId: null, error: null };
  if (outcome === null || outcome.result.status === 'stopped') return none;
  if (outcome.result.status === 'failed') {
    const { message, requestId } = outcome.result.error;
    return { ...none, requestId, error: message };
  }
  const { stop, usage, requestId } = outcome.result.transcript;
  return { stop, usage, requestId, costUsd: answerCost(outcome.result.transcript, price), error: null };
}

function verdictColumns({ verdict, reusedFrom }: VerdictEvent, state: RunState): VerdictColumns {
  const { status, label, positive, gate, judge, reason, evidence } = verdict;
  const cost = judge === null ? null : costOf(judge.usage, pricesOf(state.manifest)(judge.model), null);
  return {
    ...{ status, label, positive, reason },
    gate: gate?.held ?? null,
    judge: judge && judgeColumns(judge),
    evidence: evidence.map(({ quote }) => quote),
    judgeUsage: judge?.usage ?? unknownUsage,
    judgeCostUsd: cost === null || cost.atLeast !== cost.atMost ? null : toUsd(cost.atLeast),
    verdictReusedFrom: reusedFrom ?? null,
  };
}

function judgeColumns(judge: JudgeAnswer): ResultRow['judge'] {
  const { model, label, reason, votes } = judge;
  return { model, label, reason, votes: votes?.map((vote) => vote.label) ?? null, split: isSplit(judge) ?? null };
}

function reviewColumns(review: Review | null): ResultRow['review'] {
  if (review === null) return null;
  const { label, positive, note, by, blind } = review;
  return { label, positive, note, by, blind };
}

const noVerdict: VerdictColumns = {
  ...{ status: null, label: null, positive: null, gate: null, judge: null, reason: null, evidence: [] },
  ...{ judgeUsage: unknownUsage, judgeCostUsd: null, verdictReusedFrom: null },
};

function trialPrice({ manifest }: RunState, model: string): Price | null {
  const price = pricesOf(manifest)(model);
  return price !== null && manifest.batch === true ? batchPrice(price) : price;
}

/** Each request is billed by itself; null where it is not known to the picodollar. */
function answerCost({ course, usage }: Transcript, price: Price | null): number | null {
  const answers = course?.answers ?? [{ usage }];
  const cost = answers.reduce((sum, answer) => addCosts(sum, costOf(answer.usage, price, null)), nothing);
  return cost.atLeast === cost.atMost ? toUsd(cost.atLeast) : null;
}
