/** What the analysis of a run shows: values ready to be drawn, plain JSON, with a denominator at every rate. */
import type { Effect, Interaction } from '../stats/effects.ts';
import type { Rate } from '../stats/summary.ts';
import type { Estimate } from '../stats/weightedSum.ts';

/** Of one classifier, over all models of the run. Shares of 1. */
export interface AnalysisView {
  readonly run: string;
  readonly classifier: string;
  readonly all: Rate;
  readonly effects: readonly EffectView[];
  readonly interactions: readonly Interaction[];
  /** Over how many p-values Holm's correction was made: those of the effects and the interactions. */
  readonly tested: number;
  readonly given: readonly GivenView[];
  readonly power: PowerView;
}

/** An effect with the rates of what it compares; a model is a level of `model`. */
export interface EffectView extends Omit<Effect, 'first' | 'second'> {
  readonly title: string;
  readonly first: Rate;
  readonly second: Rate;
}

/** The rate among the transcripts to which another classifier gave each of its labels. */
export interface GivenView {
  readonly classifier: string;
  readonly title: string;
  readonly rows: readonly {
    readonly label: string;
    /** How many transcripts have the label, of those that have any. */
    readonly share: Rate;
    readonly rate: Rate;
    /** This row's rate less that of the first; null in the first, and where one of them is not known. */
    readonly difference: Estimate | null;
  }[];
  /** Transcripts that it gave no label, by status: in no row. */
  readonly unlabelled: Rate['excluded'];
}

export interface PowerView {
  /** Planned trials of a cell. */
  readonly samples: number;
  /** Half of the widest interval that a cell of so many trials can have. */
  readonly half: number;
  /** The trials of a cell that it takes so that no interval is wider to each side than `half`. */
  readonly halves: readonly { readonly half: number; readonly n: number }[];
  /** The trials of each cell that it takes to find a difference from `from` to `to`, four times in five. */
  readonly differences: readonly { readonly from: number; readonly to: number; readonly n: number }[];
}
