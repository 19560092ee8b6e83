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
  /** The run that the panel shows; null when there is none, or nobody asked. */
  readonly lastRun: RunView | null;
  /** What is known of a model, as Markdown; null where that is nothing. */
  readonly describeModel: (reference: string) => string | null;
}
