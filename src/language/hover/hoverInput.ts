import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { Scenario } from '../../core/scenario/scenario.ts';
import type { TextRange } from '../../core/text/range.ts';
import type { Condition } from '../../core/trial/trial.ts';
import type { RunView } from '../../core/view/views.ts';

export interface Hover {
  readonly range: TextRange;
  readonly markdown: string;
}

export interface HoverInput {
  readonly document: ParsedDocument;
  readonly scenario: Scenario | null;
  /** Empty while the file has errors. */
  readonly conditions: readonly Condition[];
  /** The last run; null where there is none, or nobody asked. Hidden: somebody labels blind, so it is not told. */
  readonly lastRun: RunView | 'hidden' | null;
  /** What is known of a model, as Markdown; null where that is nothing. */
  readonly describeModel: (reference: string) => string | null;
}
