import type { Problem } from '../text/problem.ts';
import type { LineIndex, Offset, TextRange } from '../text/range.ts';

/**
 * A YAML file, or several as one, as the later stages read it: plain data, and the way back from any part of it to the
 * characters it came from. `data` is undefined where the text is not one YAML document within the limits. Its maps have no prototype, so a
 * look-up finds only what the file holds.
 */
export interface ParsedDocument {
  readonly text: string;
  readonly lines: LineIndex;
  /** What `text` is made of, in its order: the file itself, then those that it names, once they are read. */
  readonly files: readonly FilePart[];
  readonly data: unknown;
  /** `data`, or what could be read of a text with syntax errors: good for completion, never for meaning. */
  readonly partial: unknown;
  /** Syntax and limits; what the schema and the meaning say comes later. */
  readonly problems: readonly Problem[];
  /** The value at a JSON pointer, or the nearest ancestor that exists. */
  valueRange(pointer: string): TextRange;
  /** The key that holds the value at the pointer; for an item of a list, the item; for the root, its first key. */
  keyRange(pointer: string): TextRange;
  /**
   * Where characters `start` to `end` of the string at the pointer stand in the text: block scalars are unindented,
   * quoted ones unescaped, folded ones joined, and this finds the way back.
   */
  stringRange(pointer: string, start: number, end: number): TextRange;
  /** The pointer of the innermost key or value at an offset of the text. */
  pointerAt(offset: Offset): string;
}

/** One of the files that a document is made of. Its text is a stretch of the document's. */
export interface FilePart {
  /** As whoever read it names it; null for the file that names the others. */
  readonly file: string | null;
  /** Where it begins in the text of the document. */
  readonly start: Offset;
  readonly text: string;
  readonly lines: LineIndex;
  /** Where a part of the document stands in this file, as a JSON pointer of its own; null in one that is plain text. */
  pointerOf(pointer: string): string | null;
}
