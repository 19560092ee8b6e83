import type { Levels } from '../scenario/scenario.ts';
import type { VerdictStatus } from '../verdict/verdict.ts';

/** Shares of 1. `interval` is null when nothing was graded: there is no rate then. */
export interface Rate {
  readonly graded: number;
  readonly positive: number;
  readonly rate: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  readonly excluded: Partial<Readonly<Record<VerdictStatus, number>>>;
  /** The rate if all that was left out had gone one way, or the other; null when there is nothing at all. */
  readonly bounds: readonly [low: number, high: number] | null;
}

/** All the trials of one condition and model, as one classifier sees them. */
export interface Cell extends Rate {
  readonly condition: string;
  readonly levels: Levels;
  readonly model: string;
  readonly classifier: string;
  readonly labels: Readonly<Record<string, number>>;
  /** Where a judge was asked several times: about how many trials, and in how many its votes differ. */
  readonly votes?: { readonly trials: number; readonly split: number };
}

export type ExpectationOutcome = 'passed' | 'failed' | 'undecided';
export interface ExpectationResult {
  readonly id: string;
  readonly classifier: string;
  /** Null when models are pooled. */
  readonly model: string | null;
  readonly outcome: ExpectationOutcome;
  /** The rate or the difference, its interval, and what it was held against, in one sentence with denominators. */
  readonly says: string;
  readonly value: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  readonly pointer: string;
}
