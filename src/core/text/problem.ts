import type { TextRange } from './range.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** A change that removes the problem it hangs on. The first of several is the likeliest. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** A file that is to be made, by its path from the folder of the scenario. */
  readonly creates?: { readonly file: string; readonly text: string };
  /** True where nothing else can have been meant: «fix all» applies it unasked. */
  readonly safe?: boolean;
}

/**
 * Something wrong with a file, as data: what, where and what to do. Turning it into a VS Code diagnostic, terminal text or
 * SARIF is a later step. `code` is stable and documented in docs/problems.md; `pointer` is a JSON pointer (RFC 6901), null
 * where the text is not (yet) a document.
 */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: TextRange;
  readonly pointer: string | null;
  readonly related?: readonly { readonly message: string; readonly range: TextRange }[];
  readonly fixes?: readonly Fix[];
}
