import type { TrialRecord } from '../run/state/trialRecord.ts';
import { createTally, type CountedVerdict, type Tally } from '../stats/tally.ts';
import { createPace, type Steps } from '../text/steps.ts';
import type { FlipRow, FlipSide } from './comparison.ts';
import type { CompareSide, MatchedPlaces } from './matchedPlaces.ts';

/** The most flipped trials that are listed; all are counted. */
const mostFlips = 500;

/** What two classifiers, or one at two times, said of one transcript. */
export interface GradedTwice {
  readonly first: CountedVerdict | null;
  readonly second: CountedVerdict | null;
}

/** One classifier's trials on both sides, as `compareView` counts them. */
export interface ComparedTrials {
  /** In the order of the pairs; transcripts that both sides have are in neither. */
  readonly tallies: readonly { readonly first: Tally; readonly second: Tally }[];
  readonly twice: readonly GradedTwice[];
  readonly flips: number;
  readonly rows: readonly FlipRow[];
}

export interface CompareInput {
  readonly first: CompareSide;
  readonly second: CompareSide;
  readonly matched: MatchedPlaces;
  /** The trials whose transcript is the very same one on both sides. */
  readonly shared: ReadonlySet<string>;
}

/** A trial of one side, and the one that belongs to it on the other. */
interface Matched {
  readonly pair: number;
  readonly record: TrialRecord;
  readonly partner: TrialRecord | null;
  readonly isShared: boolean;
}

/** Reads the trials of both sides once; what it gives then counts them for one classifier. */
export function* comparedTrials(input: CompareInput): Steps<(classifier: string) => Steps<ComparedTrials>> {
  const matched = yield* matchTrials(input);
  return (classifier) => countTrials(input, matched, classifier);
}

function* countTrials(
  input: CompareInput,
  { firsts, seconds }: MatchedTrials,
  classifier: string,
): Steps<ComparedTrials> {
  const { first, second, shared } = input;
  const pace = createPace();
  const [one, other] = [indexIn(first, classifier), indexIn(second, classifier)];
  const tallies = input.matched.pairs.map(() => ({ first: createTally(), second: createTally() }));
  for (const { pair, record } of firsts) {
    if (pace.isDue(1)) yield;
    const verdict = record.verdicts[one] ?? null;
    if (verdict !== null && !shared.has(record.id)) tallies[pair]?.first.add(verdict);
  }
  const twice: GradedTwice[] = [];
  const rows: FlipRow[] = [];
  let flips = 0;
  for (const each of seconds) {
    if (pace.isDue(1)) yield;
    const { pair, record, partner, isShared } = each;
    const verdict = record.verdicts[other] ?? null;
    if (verdict !== null && !isShared) tallies[pair]?.second.add(verdict);
    if (partner === null) continue;
    const verdicts = { first: partner.verdicts[one] ?? null, second: verdict };
    if (isShared) twice.push(verdicts);
    if (!isFlip(verdicts)) continue;
    flips++;
    if (rows.length < mostFlips) rows.push(...flipRow(input, classifier, partner, each, verdicts));
  }
  return { tallies, twice, flips, rows };
}

interface MatchedTrials {
  readonly firsts: readonly Located[];
  readonly seconds: readonly Matched[];
}

/** By the trial's id where both sides have it, else by what is compared and the repetition. */
function* matchTrials(input: CompareInput): Steps<MatchedTrials> {
  const pace = createPace();
  const byId = new Map<string, TrialRecord>();
  const byPlace = input.matched.pairs.map(() => new Map<number, TrialRecord>());
  const firsts: Located[] = [];
  for (const located of locate(input, 'first')) {
    if (pace.isDue(1)) yield;
    const { pair, record } = located;
    firsts.push(located);
    byId.set(record.id, record);
    byPlace[pair]?.set(record.repetition, record);
  }
  const seconds: Matched[] = [];
  for (const { pair, record } of locate(input, 'second')) {
    if (pace.isDue(1)) yield;
    const partner = byId.get(record.id) ?? byPlace[pair]?.get(record.repetition) ?? null;
    seconds.push({ pair, record, partner, isShared: input.shared.has(record.id) });
  }
  return { firsts, seconds };
}

interface Located {
  readonly pair: number;
  readonly record: TrialRecord;
}

function* locate({ first, second, matched }: CompareInput, side: 'first' | 'second'): Iterable<Located> {
  const { state } = side === 'first' ? first : second;
  const pairAt = new Map<number, number>();
  const { length } = state.manifest.models;
  matched.pairs.forEach((pair, index) => pairAt.set(pair[side].condition * length + pair[side].model, index));
  for (const record of state.trials()) {
    const pair = pairAt.get(record.condition * length + record.model);
    if (pair !== undefined) yield { pair, record };
  }
}

function indexIn({ state }: CompareSide, classifier: string): number {
  return state.scenario.classifiers.findIndex(({ id }) => id === classifier);
}

function isFlip({ first, second }: GradedTwice): boolean {
  return first?.status === 'graded' && second?.status === 'graded' && first.label !== second.label;
}

function flipRow(
  { first, second }: CompareInput,
  classifier: string,
  partner: TrialRecord,
  { record, isShared }: Matched,
  verdicts: GradedTwice,
): readonly FlipRow[] {
  const left = flipSide(first, partner, verdicts.first);
  const right = flipSide(second, record, verdicts.second);
  if (left === null || right === null) return [];
  return [
    {
      classifier,
      same: isShared ? 'transcript' : partner.id === record.id ? 'trial' : 'place',
      levels: second.state.manifest.conditions[record.condition]?.levels ?? {},
      repetition: record.repetition,
      first: left,
      second: right,
    },
  ];
}

function flipSide({ state }: CompareSide, record: TrialRecord, verdict: CountedVerdict | null): FlipSide | null {
  if (verdict === null || verdict.label === null) return null;
  return {
    run: state.manifest.run,
    trial: record.id,
    model: state.manifest.models[record.model]?.model ?? '',
    label: verdict.label,
    positive: verdict.positive === true,
  };
}
