import type { Levels } from '../scenario/scenario.ts';
import { isDisputed, isSplit, type Verdict, type VerdictStatus } from '../verdict/verdict.ts';
import { wilson } from './intervals.ts';
import type { Cell, Rate } from './summary.ts';

/** What of a verdict is counted. */
export interface CountedVerdict {
  readonly status: VerdictStatus;
  readonly label: string | null;
  readonly positive: boolean | null;
  /** Whether the votes of its judge differ; not there where it was not asked several times. */
  readonly split?: boolean;
  /** Whether its gate and its judge say different things; not there where only one of them says anything. */
  readonly disputed?: boolean;
}

export function countedOf(verdict: Verdict, positiveLabels: readonly string[] = []): CountedVerdict {
  const { status, label, positive, judge } = verdict;
  const [split, disputed] = [isSplit(judge), isDisputed(verdict, positiveLabels)];
  return {
    ...{ status, label, positive },
    ...(split !== undefined && { split }),
    ...(disputed !== undefined && { disputed }),
  };
}

/** Counts of verdicts: as large as there are labels and statuses, however many trials there are. */
export interface Tally {
  add(verdict: CountedVerdict): void;
  /** Takes back a verdict that was added and is replaced by another. */
  remove(verdict: CountedVerdict): void;
  readonly graded: number;
  readonly positive: number;
  /** Of the graded ones. */
  labels(): Readonly<Record<string, number>>;
  excluded(): Rate['excluded'];
  /** Null where no judge was asked several times. */
  votes(): NonNullable<Cell['votes']> | null;
}

export function createTally(): Tally {
  let graded = 0;
  let positive = 0;
  const labels = new Map<string, number>();
  const excluded = new Map<VerdictStatus, number>();
  let voted = 0;
  let split = 0;
  const count = (verdict: CountedVerdict, by: 1 | -1): void => {
    if (verdict.split !== undefined) voted += by;
    if (verdict.split === true) split += by;
    if (verdict.status !== 'graded') {
      addTo(excluded, verdict.status, by);
      return;
    }
    graded += by;
    if (verdict.positive === true) positive += by;
    if (verdict.label !== null) addTo(labels, verdict.label, by);
  };
  return {
    add: (verdict) => count(verdict, 1),
    remove: (verdict) => count(verdict, -1),
    get graded() {
      return graded;
    },
    get positive() {
      return positive;
    },
    labels: () => Object.fromEntries(labels),
    excluded: () => Object.fromEntries(excluded),
    votes: () => (voted === 0 ? null : { trials: voted, split }),
  };
}

function addTo<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  const sum = (counts.get(key) ?? 0) + by;
  if (sum === 0) counts.delete(key);
  else counts.set(key, sum);
}

/** The trials of one condition and model as one classifier sees them, with the 95 % interval. */
export function cellOf(
  place: { readonly condition: string; readonly levels: Levels; readonly model: string; readonly classifier: string },
  tally: Tally,
): Cell {
  const votes = tally.votes();
  const rate = rateOf(tally.positive, tally.graded, tally.excluded());
  return { ...place, ...rate, labels: tally.labels(), ...(votes !== null && { votes }) };
}

/** Only what was graded is in the rate; `bounds` says what it would be if all that was left out had gone one way. */
export function rateOf(positive: number, graded: number, excluded: Rate['excluded']): Rate {
  const leftOut = total(excluded);
  const all = graded + leftOut;
  return {
    graded,
    positive,
    rate: graded === 0 ? null : positive / graded,
    interval: graded === 0 ? null : wilson(positive, graded),
    excluded,
    bounds: all === 0 ? null : [positive / all, (positive + leftOut) / all],
  };
}

function total(excluded: Rate['excluded']): number {
  return Object.values(excluded).reduce((sum, count) => sum + count, 0);
}
