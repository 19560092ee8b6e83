import type { Scenario } from '../../scenario/scenario.ts';
import { countedOf, createTally, type CountedVerdict, type Tally } from '../../stats/tally.ts';
import { assertNever } from '../../text/assertNever.ts';
import type { Condition } from '../../trial/trial.ts';
import type {
  EndEvent,
  JournalEvent,
  JournalPosition,
  OutcomeEvent,
  TrialKey,
  VerdictEvent,
} from '../journal/journal.ts';
import type { RunManifest } from '../manifest.ts';
import { Questions } from './questions.ts';
import { Reviews } from './reviews.ts';
import { RunBooks } from './runBooks.ts';
import {
  createFailureTable,
  createVerdictTable,
  type FailureCount,
  type RecordState,
  type TrialRecord,
} from './trialRecord.ts';

/** The state of a run is what applying its journal's events gives, whether they come live or are replayed. */
export function createRunState(manifest: RunManifest, scenario: Scenario, conditions: readonly Condition[]): RunState {
  return new RunState(manifest, scenario, conditions);
}

type MutableRecord = { -readonly [Key in keyof TrialRecord]: TrialRecord[Key] } & {
  verdicts: (CountedVerdict | null)[];
  verdictsAt: (JournalPosition | null)[];
  /** Whether it is in the list of those that ended, where it keeps its place for good. */
  listed: boolean;
};

const none: readonly JournalPosition[] = [];
const notRunVerdict: CountedVerdict = { status: 'not_run', label: null, positive: null };

export class RunState {
  readonly manifest: RunManifest;
  readonly scenario: Scenario;
  /** By id: to read transcripts with. */
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly books: RunBooks;
  readonly reviews = new Reviews();
  /** What was asked of a person, and what they decided. */
  readonly questions = new Questions();
  private readonly conditionIndex: ReadonlyMap<string, number>;
  private readonly modelIndex: ReadonlyMap<string, number>;
  private readonly classifierIndex: ReadonlyMap<string, number>;
  private readonly records = new Map<string, MutableRecord>();
  /** In the order in which they ended first. */
  private readonly ended: TrialRecord[] = [];
  private readonly tallies = new Map<string, Tally>();
  private readonly failures = createFailureTable();
  private readonly shared = createVerdictTable();
  private readonly counts: Record<RecordState, number> = { running: 0, completed: 0, failed: 0, stopped: 0 };
  private reusedCount = 0;
  private endReason: EndEvent['reason'] | null = null;
  private endTime: number | null = null;

  constructor(manifest: RunManifest, scenario: Scenario, conditions: readonly Condition[]) {
    this.manifest = manifest;
    this.scenario = scenario;
    this.conditions = new Map(conditions.map((condition) => [condition.id, condition]));
    this.conditionIndex = indexOf(manifest.conditions.map(({ id }) => id));
    this.modelIndex = indexOf(manifest.models.map(({ model }) => model));
    this.classifierIndex = indexOf(scenario.classifiers.map(({ id }) => id));
    this.books = new RunBooks(manifest, scenario);
  }

  /** Why the run ended; null while it is under way, or was when its process ended. */
  get end(): EndEvent['reason'] | null {
    return this.endReason;
  }

  /** When it ended last, in milliseconds since 1970; null where that is not known. */
  get endedAt(): number | null {
    return this.endReason === null ? null : this.endTime;
  }

  get progress(): Readonly<Record<RecordState, number>> {
    return { ...this.counts };
  }

  /** How many of the completed trials an earlier run had bought. */
  get reused(): number {
    return this.reusedCount;
  }

  get errors(): readonly FailureCount[] {
    return this.failures.list();
  }

  trial(id: string): TrialRecord | null {
    return this.records.get(id) ?? null;
  }

  /** Those that ended, in that order, then those under way. */
  *trials(): Iterable<TrialRecord> {
    yield* this.ended;
    for (const record of this.records.values()) if (!record.listed) yield record;
  }

  tally(condition: string, model: string, classifier: string): Tally {
    const key = `${condition} ${model} ${classifier}`;
    const tally = this.tallies.get(key) ?? createTally();
    this.tallies.set(key, tally);
    return tally;
  }

  /** Takes an event that is in the journal. One that was applied before changes nothing. */
  apply(event: JournalEvent, position: JournalPosition): void {
    switch (event.type) {
      case 'resume':
        this.endReason = null;
        this.questions.resume(position);
        this.books.resume(event, position);
        return;
      case 'intent':
        this.endReason = null;
        this.books.send(event, position);
        if (event.judge === null) this.begin(event);
        return;
      case 'attempt':
        if (this.books.fail(event, position)) this.noteAttempt(event.trial, position);
        return;
      case 'turn':
        this.books.answer(event, position);
        return;
      case 'asked':
        this.endReason = null;
        if (this.questions.ask(event, position)) this.begin(event);
        return;
      case 'decision':
        this.questions.decide(event, position);
        return;
      case 'vote':
        this.books.vote(event, position);
        return;
      case 'batch':
        this.books.batch(event);
        return;
      case 'outcome':
        this.endReason = null;
        this.finish(event, position);
        return;
      case 'verdict':
        this.judge(event, position);
        return;
      case 'review':
        if (this.records.has(event.trial)) this.reviews.apply(event, position);
        return;
      case 'end':
        this.endReason = event.reason;
        this.endTime = event.at;
        this.books.end(event);
        this.settle();
        return;
      default:
        assertNever(event);
    }
  }

  /** For a run that nobody works on any more, with or without an `end`: what was under way was stopped. */
  settle(reason: EndEvent['reason'] = 'stopped'): void {
    this.endReason ??= reason;
    this.books.settle();
    for (const record of this.records.values()) {
      if (record.state === 'running') {
        this.move(record, 'stopped');
        this.list(record);
      }
      this.leaveOut(record);
    }
  }

  private noteAttempt(trial: string, position: JournalPosition): void {
    const record = this.records.get(trial);
    if (record !== undefined) record.attemptsAt = [...record.attemptsAt, position];
  }

  private begin(key: TrialKey): void {
    const record = this.record(key);
    if (record === null || record.state === 'running' || record.state === 'completed') return;
    record.verdicts.forEach((_, index) => this.setVerdict(record, index, null, null));
    this.move(record, 'running');
  }

  private finish({ result, reusedFrom, ...key }: OutcomeEvent, position: JournalPosition): void {
    const record = this.record(key);
    // A trial counts once: the first response is kept, and a failure after it changes nothing.
    const isFirst = record !== null && record.state !== 'completed';
    this.books.finish({ trial: key.trial, result }, isFirst && reusedFrom === undefined);
    if (!isFirst) return;
    this.list(record);
    record.outcomeAt = position;
    this.move(record, result.status);
    switch (result.status) {
      case 'completed':
        this.questions.complete(record.id);
        record.actions = result.actions ?? 0;
        record.reused = reusedFrom !== undefined;
        if (record.reused) this.reusedCount++;
        return;
      case 'failed':
        this.questions.fail(record.id);
        record.failure = this.failures.add(result.error.message);
        this.leaveOut(record);
        return;
      case 'stopped':
        this.leaveOut(record);
        return;
      default:
        assertNever(result);
    }
  }

  private judge({ verdict, reusedFrom, ...key }: VerdictEvent, position: JournalPosition): void {
    const index = this.classifierIndex.get(verdict.classifier);
    const record = this.records.get(key.trial);
    // Without its response (a torn line) a verdict has no evidence to show, so it counts nowhere.
    const counts = index !== undefined && record?.state === 'completed';
    const isNew = counts && record.verdictsAt[index]?.offset !== position.offset;
    this.books.judge({ trial: key.trial, verdict }, isNew && reusedFrom === undefined);
    if (!isNew) return;
    const positive = this.scenario.classifiers[index]?.labels.positive;
    this.setVerdict(record, index, this.shared(countedOf(verdict, positive)), position);
  }

  private record({ trial, condition, model, repetition }: TrialKey): MutableRecord | null {
    const known = this.records.get(trial);
    if (known !== undefined) return known;
    const [conditionAt, modelAt] = [this.conditionIndex.get(condition), this.modelIndex.get(model)];
    if (conditionAt === undefined || modelAt === undefined) return null;
    const record: MutableRecord = {
      id: trial,
      condition: conditionAt,
      model: modelAt,
      repetition,
      state: 'running',
      actions: 0,
      reused: false,
      attemptsAt: none,
      outcomeAt: null,
      verdicts: this.scenario.classifiers.map(() => null),
      verdictsAt: this.scenario.classifiers.map(() => null),
      failure: null,
      listed: false,
    };
    this.records.set(trial, record);
    this.counts.running++;
    return record;
  }

  private list(record: MutableRecord): void {
    if (!record.listed) this.ended.push(record);
    record.listed = true;
  }

  private move(record: MutableRecord, state: RecordState): void {
    this.counts[record.state]--;
    this.counts[state]++;
    record.state = state;
    if (record.failure !== null) this.failures.remove(record.failure);
    record.failure = null;
  }

  /** A trial without a verdict is left out of the rate, and said to be. */
  private leaveOut(record: MutableRecord): void {
    record.verdicts.forEach((verdict, index) => {
      if (verdict === null) this.setVerdict(record, index, this.shared(notRunVerdict), null);
    });
  }

  private setVerdict(
    record: MutableRecord,
    index: number,
    verdict: CountedVerdict | null,
    position: JournalPosition | null,
  ): void {
    const tally = this.tallyOf(record, index);
    const before = record.verdicts[index] ?? null;
    if (before !== null) tally.remove(before);
    if (verdict !== null) tally.add(verdict);
    record.verdicts[index] = verdict;
    record.verdictsAt[index] = position;
  }

  private tallyOf({ condition, model }: TrialRecord, classifier: number): Tally {
    const { conditions, models } = this.manifest;
    return this.tally(
      conditions[condition]?.id ?? '',
      models[model]?.model ?? '',
      this.scenario.classifiers[classifier]?.id ?? '',
    );
  }
}

function indexOf(names: readonly string[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  names.forEach((name, at) => {
    if (!index.has(name)) index.set(name, at);
  });
  return index;
}
