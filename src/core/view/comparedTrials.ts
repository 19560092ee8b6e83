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

interface Located {
  readonly pair: number;
  readonly record: TrialRecord;
}

/** Reads the trials of both sides once; `countOf` then counts them for one classifier. */
export function comparedTrials(input: CompareInput): (classifier: string) => ComparedTrials {
  const { first, second, shared } = input;
  const firsts = located(input, 'first');
  const seconds = located(input, 'second');
  const byId = new Map(firsts.map((each) => [each.record.id, each]));
  const byPlace = new Map(firsts.map((each) => [placeKey(each), each]));
  return (classifier) => {
    const [one, other] = [indexIn(first, classifier), indexIn(second, classifier)];
    const tallies = input.matched.pairs.map(() => ({ first: createTally(), second: createTally() }));
    const add = ({ pair, record }: Located, side: 'first' | 'second'): void => {
      const verdict = record.verdicts[side === 'first' ? one : other] ?? null;
      if (verdict !== null && !shared.has(record.id)) tallies[pair]?.[side].add(verdict);
    };
    for (const each of firsts) add(each, 'first');
    const twice: GradedTwice[] = [];
    const rows: FlipRow[] = [];
    let flips = 0;
    for (const each of seconds) {
      add(each, 'second');
      const partner = byId.get(each.record.id) ?? byPlace.get(placeKey(each));
      if (partner === undefined) continue;
      const verdicts = { first: partner.record.verdicts[one] ?? null, second: each.record.verdicts[other] ?? null };
      if (shared.has(each.record.id)) twice.push(verdicts);
      if (!isFlip(verdicts)) continue;
      flips++;
      if (rows.length < mostFlips) rows.push(...flipRow(input, classifier, partner, each, verdicts));
    }
    return { tallies, twice, flips, rows };
  };
}

function located({ first, second, matched }: CompareInput, side: 'first' | 'second'): readonly Located[] {
  const { state } = side === 'first' ? first : second;
  const pairAt = new Map(matched.pairs.map((pair, index) => [`${pair[side].condition} ${pair[side].model}`, index]));
  const found: Located[] = [];
  for (const record of state.trials()) {
    const pair = pairAt.get(`${record.condition} ${record.model}`);
    if (pair !== undefined) found.push({ pair, record });
  }
  return found;
}

function placeKey({ pair, record }: Located): string {
  return `${pair} ${record.repetition}`;
}

function indexIn({ state }: CompareSide, classifier: string): number {
  return state.scenario.classifiers.findIndex(({ id }) => id === classifier);
}

function isFlip({ first, second }: GradedTwice): boolean {
  return first?.status === 'graded' && second?.status === 'graded' && first.label !== second.label;
}

function flipRow(
  { first, second, shared }: CompareInput,
  classifier: string,
  one: Located,
  other: Located,
  verdicts: GradedTwice,
): readonly FlipRow[] {
  const left = flipSide(first, one.record, verdicts.first);
  const right = flipSide(second, other.record, verdicts.second);
  if (left === null || right === null) return [];
  const isSameTrial = one.record.id === other.record.id;
  return [
    {
      classifier,
      same: shared.has(other.record.id) ? 'transcript' : isSameTrial ? 'trial' : 'place',
      levels: second.state.manifest.conditions[other.record.condition]?.levels ?? {},
      repetition: other.record.repetition,
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
