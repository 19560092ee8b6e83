import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Hash } from '../text/ports.ts';
import type { Problem } from '../text/problem.ts';
import type { Condition } from '../trial/trial.ts';
import type { SentTexts } from './sentTexts.ts';

/** What a warning looks at: a scenario without errors, what it sends, and the text it stands in. */
export interface Review {
  readonly document: ParsedDocument;
  readonly scenario: Scenario;
  readonly conditions: readonly Condition[];
  readonly hash: Hash;
  /** That smell of a test, in small letters. */
  readonly phrases: readonly string[];
  readonly texts: SentTexts;
}

/** A problem before it gets the code of its warning and the severity that the author gave to it. */
export type Finding = Omit<Problem, 'code' | 'severity'>;

/** One warning. It yields, so that nobody looks for the thousandth finding of a list that is cut after fifty. */
export type Warning = (review: Review) => Iterable<Finding>;

/** No file may freeze the editor: a warning that compares everything with everything stops after so many comparisons. */
export const mostComparisons = 100_000;
