/** What a comparison shows: two runs, two models or two conditions. All differences are the second's rate less the first's. */
import type { Levels } from '../scenario/scenario.ts';
import type { Contrast } from '../stats/contrast.ts';
import type { Rate } from '../stats/summary.ts';
import type { Estimate } from '../stats/weightedSum.ts';

export interface CompareView {
  readonly first: ComparedSide;
  readonly second: ComparedSide;
  /** The files of both scenarios that are not the same, by their path; empty of one run. */
  readonly texts: readonly { readonly path: string; readonly change: 'changed' | 'added' | 'removed' }[];
  /** Conditions, each on one model, that have no counterpart and are not compared. */
  readonly unmatched: { readonly first: number; readonly second: number };
  /** Those that both have. */
  readonly classifiers: readonly ComparedClassifier[];
  /** Over how many p-values Holm's correction was made: those of the classifiers. */
  readonly tested: number;
  /** Classifiers that only one side has. */
  readonly missing: readonly string[];
  readonly flips: { readonly total: number; readonly rows: readonly FlipRow[] };
}

export interface ComparedSide {
  readonly run: string;
  readonly title: string;
  readonly createdAt: string;
  /** Null: all. */
  readonly model: string | null;
  readonly levels: Levels | null;
  /** What tells it from the other side. */
  readonly name: string;
}

export interface ComparedClassifier {
  readonly classifier: string;
  readonly title: string;
  /** The rule itself is another one: a difference may be due to that. */
  readonly ruleChanged: boolean;
  readonly first: Rate;
  readonly second: Rate;
  readonly strata: number;
  readonly difference: Contrast | null;
  readonly oddsRatio: Estimate | null;
  readonly p: number | null;
  readonly adjusted: number | null;
  /** Transcripts that both sides have, graded twice: they are in no rate above. Null where there are none. */
  readonly paired: PairedView | null;
  readonly cells: readonly ComparedCell[];
}

export interface PairedView {
  readonly n: number;
  /** Positive on the first side, and on the second. */
  readonly first: number;
  readonly second: number;
  readonly difference: Estimate;
  /** Of McNemar's exact test. */
  readonly p: number;
  readonly kappa: number | null;
  readonly kappaInterval: readonly [number, number] | null;
  /** Transcripts that only one side, or neither, could grade. */
  readonly leftOut: number;
}

export interface ComparedCell {
  readonly levels: Levels;
  readonly models: readonly [string, string];
  readonly first: Rate;
  readonly second: Rate;
  readonly difference: Contrast | null;
}

/** A trial whose label is another one on the other side. */
export interface FlipRow {
  readonly classifier: string;
  /** `transcript`: the same one, graded twice. `trial`: sent the same, answered anew. `place`: the same repetition of what is compared. */
  readonly same: 'transcript' | 'trial' | 'place';
  readonly levels: Levels;
  readonly repetition: number;
  readonly first: FlipSide;
  readonly second: FlipSide;
}

export interface FlipSide {
  readonly run: string;
  readonly trial: string;
  readonly model: string;
  readonly label: string;
  readonly positive: boolean;
}
