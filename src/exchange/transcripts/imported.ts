/** What is imported, from a line of text to the run that it belongs to. */
import type { KeptFile } from '../../core/scenario/files/keptFiles.ts';
import type { Levels, Scenario } from '../../core/scenario/scenario.ts';
import type { Message, StopReason } from '../../core/transcript/transcript.ts';
import type { Condition } from '../../core/trial/trial.ts';

/** One line of a file of transcripts, read. */
export interface ImportedTranscript {
  /** What the file calls it. */
  readonly id: string | null;
  /** A reference with the profile `imported`. */
  readonly model: string;
  readonly levels: Levels;
  /** Null: the line does not say what was sent. */
  readonly prompt: ImportedPrompt | null;
  /** From the first answer on. */
  readonly messages: readonly Message[];
  readonly stop: StopReason;
  /** What a person said, by classifier. */
  readonly labels: Readonly<Record<string, string>>;
  /** Keys that mean nothing here. */
  readonly unread: readonly string[];
}

export interface ImportedPrompt {
  readonly system: string | null;
  readonly user: string;
}

/** A line that cannot be imported: `line` counts from 1. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

/** What tells conditions apart: the levels, and without a scenario the prompt too. */
export type Variant = Pick<ImportedTranscript, 'levels' | 'prompt'> & { readonly line: number };

/** What is in a file of transcripts, without the transcripts. */
export interface Survey {
  /** The model and the variant of each line that can be read, in order, as indices. */
  readonly entries: readonly { readonly line: number; readonly variant: number; readonly model: number }[];
  readonly variants: readonly Variant[];
  readonly models: readonly string[];
  readonly problems: readonly LineProblem[];
  /** How many lines have a key that is not read. */
  readonly unread: ReadonlyMap<string, number>;
}

/** The same lines each time it is iterated anew. */
export type TranscriptLines = AsyncIterable<string>;

/** A scenario that the transcripts belong to. */
export interface ImportTarget {
  readonly scenario: Scenario;
  readonly conditions: readonly Condition[];
  readonly path: string;
  readonly text: string;
  readonly files: readonly KeptFile[];
  /** All the levels of a variant of the survey, as far as they are known. */
  readonly levelsOf: (variant: number) => Levels;
}
