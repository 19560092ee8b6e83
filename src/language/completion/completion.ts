import type { TextRange } from '../../core/text/range.ts';

/** What a completion is, for its icon. */
export type CompletionKind = 'key' | 'value' | 'variable' | 'factor' | 'level' | 'name' | 'model' | 'part';

/** Something that can stand at the cursor, without the place where it goes. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** In the syntax of snippets: `$1`, `\$`. */
  readonly snippet: string;
  /** The next thing to type can be completed too, so the list opens again. */
  readonly asksNext?: boolean;
}

export interface Completion extends Proposal {
  /** What is replaced when it is inserted before what follows the cursor. */
  readonly inserting: TextRange;
  /** What is replaced when it takes the place of all that stands there. */
  readonly replacing: TextRange;
  /** What is compared with the text from the start of the range to the cursor. */
  readonly filter: string;
}
