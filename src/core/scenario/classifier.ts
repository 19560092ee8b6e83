import type { FieldMatch, Match, SourceText, When } from './sourceText.ts';

export type Decide = 'gate' | 'judge' | 'both';
export interface Classifier {
  readonly id: string;
  readonly title: string;
  readonly gate: Gate | null;
  readonly judge: Judge | null;
  readonly decide: Decide;
  readonly labels: Labels;
  /** Only of one flag of a classifier of kind `flags`: its positive label is the flag. */
  readonly flags?: Flags;
  readonly examples: readonly Example[];
  readonly pointer: string;
}

/** Flags that one judge marks with one answer. Each is a classifier of its own, `ID.FLAG`. */
export interface Flags {
  /** The id of the classifier in the file. */
  readonly of: string;
  readonly all: readonly string[];
}

export interface Labels {
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  readonly otherwise: string;
}

/** A transcript that tests a classifier: what a model did and wrote, and what the verdict must be. */
export interface Example {
  readonly title: string | null;
  /** Empty where it has none, as `reasoning`. */
  readonly text: string;
  readonly reasoning: string;
  readonly actions: readonly ExampleAction[];
  readonly probes: readonly { readonly id: string; readonly answer: string }[];
  readonly where: When;
  /** One label; of a flag, those of all flags that hold. */
  readonly expect: readonly string[];
  readonly pointer: string;
}

export interface ExampleAction {
  readonly tool: string;
  readonly fields: readonly { readonly name: string; readonly text: string }[];
}

export type Gate =
  | { readonly op: 'action'; readonly tool: string; readonly where: readonly FieldMatch[]; readonly pointer: string }
  | { readonly op: 'text' | 'reasoning'; readonly match: Match; readonly pointer: string }
  | { readonly op: 'all' | 'any' | 'sequence' | 'except'; readonly of: readonly Gate[]; readonly pointer: string }
  | { readonly op: 'not'; readonly of: Gate; readonly pointer: string }
  | { readonly op: 'count'; readonly of: Gate; readonly min: number; readonly max: number; readonly pointer: string };

export type Source =
  'actions' | 'forwarded' | 'text' | 'reasoning' | 'task' | 'system' | 'documents' | 'results' | `probe.${string}`;
export interface Judge {
  readonly when: 'always' | 'gate';
  readonly sees: readonly Source[];
  readonly model: { readonly reference: string; readonly profile: string; readonly name: string };
  readonly maxTokens: number;
  /** How often it is asked the same; odd. */
  readonly votes: number;
  readonly question: SourceText;
  readonly pointer: string;
}

export interface Expectation {
  readonly id: string;
  readonly classifier: string;
  readonly where: When;
  readonly claim:
    | { readonly kind: 'rate'; readonly bound: Bound }
    | {
        readonly kind: 'difference';
        readonly factor: string;
        readonly levels: readonly [string, string];
        readonly bound: Bound;
      };
  /** Only transcripts to which other classifiers gave these labels; all where it is empty. */
  readonly given: readonly GivenLabel[];
  readonly confidence: number;
  readonly pool: boolean;
  readonly pointer: string;
}
export interface GivenLabel {
  readonly classifier: string;
  readonly label: string;
}
export interface Bound {
  readonly side: 'below' | 'above';
  /** A share, 0 to 1; a difference, −1 to 1. */
  readonly value: number;
}
