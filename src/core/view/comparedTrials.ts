import type { TrialRecord } from '../run/trialRecord.ts';
import { createTally, type CountedVerdict, type Tally } from '../stats/tally.ts';
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

/** Reads the trials of both sides once; `countOf` then counts them for one classifier. */
export function comparedTrials(input: CompareInput): (classifier: string) => ComparedTrials {
  const { first, second, shared } = input;
  const { firsts, seconds } = matchTrials(input);
  return (classifier) => {
    const [one, other] = [indexIn(first, classifier), indexIn(second, classifier)];
    const tallies = input.matched.pairs.map(() => ({ first: createTally(), second: createTally() }));
    for (const { pair, record } of firsts) {
      const verdict = record.verdicts[one] ?? null;
      if (verdict !== null && !shared.has(record.id)) tallies[pair]?.first.add(verdict);
    }
    const twice: GradedTwice[] = [];
    const rows: FlipRow[] = [];
    let flips = 0;
    for (const each of seconds) {
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
  };
}

/** By the trial's id where both sides have it, else by what is compared and the repetition. */
function matchTrials(input: CompareInput): {
  readonly firsts: readonly Located[];
  readonly seconds: readonly Matched[];
} {
  const firsts = located(input, 'first');
  const byId = new Map(firsts.map(({ record }) => [record.id, record]));
  const byPlace = input.matched.pairs.map(() => new Map<number, TrialRecord>());
  for (const { pair, record } of firsts) byPlace[pair]?.set(record.repetition, record);
  const seconds = located(input, 'second').map(({ pair, record }) => ({
    pair,
    record,
    partner: byId.get(record.id) ?? byPlace[pair]?.get(record.repetition) ?? null,
    isShared: input.shared.has(record.id),
  }));
  return { firsts, seconds };
}

interface Located {
  readonly pair: number;
  readonly record: TrialRecord;
}

function located({ first, second, matched }: CompareInput, side: 'first' | 'second'): readonly Located[] {
  const { state } = side === 'first' ? first : second;
  const pairAt = new Map<number, number>();
  const { length } = state.manifest.models;
  matched.pairs.forEach((pair, index) => pairAt.set(pair[side].condition * length + pair[side].model, index));
  const found: Located[] = [];
  for (const record of state.trials()) {
    const pair = pairAt.get(record.condition * length + record.model);
    if (pair !== undefined) found.push({ pair, record });
  }
  return found;
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
