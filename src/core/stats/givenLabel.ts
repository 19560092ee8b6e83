import type { Rate } from './summary.ts';
import { createTally, rateOf, type CountedVerdict } from './tally.ts';

/** What two classifiers said of one transcript; null where one has said nothing yet. */
export interface VerdictPair {
  readonly given: CountedVerdict | null;
  readonly of: CountedVerdict | null;
}

/** The rate of one classifier among the transcripts to which another gave a label. */
export interface LabelRow {
  readonly label: string;
  /** How many transcripts have the label; of all that have any, in `share`. */
  readonly n: number;
  readonly share: Rate;
  readonly rate: Rate;
}

export interface GivenLabel {
  readonly rows: readonly LabelRow[];
  /** Transcripts that the other classifier gave no label: they are in no row. */
  readonly unlabelled: Rate['excluded'];
}

/** A row for each label, in the order of `labels`, also where no transcript has it. */
export function rateGivenLabel(pairs: Iterable<VerdictPair>, labels: readonly string[]): GivenLabel {
  const given = createTally();
  const byLabel = new Map(labels.map((label) => [label, createTally()]));
  for (const pair of pairs) {
    if (pair.given === null) continue;
    given.add(pair.given);
    const { label } = pair.given;
    if (pair.given.status !== 'graded' || label === null) continue;
    const tally = byLabel.get(label) ?? createTally();
    byLabel.set(label, tally);
    if (pair.of !== null) tally.add(pair.of);
  }
  const counts = given.labels();
  return {
    rows: [...byLabel].map(([label, tally]) => {
      const n = counts[label] ?? 0;
      const rate = rateOf(tally.positive, tally.graded, tally.excluded());
      return { label, n, share: rateOf(n, given.graded, given.excluded()), rate };
    }),
    unlabelled: given.excluded(),
  };
}
