import type { LineIndex, Offset, TextRange } from '../text/range.ts';
import { textRange } from '../text/range.ts';
import type { ParsedDocument } from './parsedDocument.ts';

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

/** The file that a character of a document stands in. */
export function partAt({ files }: ParsedDocument, at: Offset): FilePart {
  const part = files.findLast(({ start }) => start <= at) ?? files[0];
  if (part === undefined) throw new Error('a document has no file');
  return part;
}

/** A range of the document as one of the file. */
export function rangeIn(part: FilePart, { start, end }: TextRange): TextRange {
  return textRange(start - part.start, end - part.start);
}

/** A range of the file as one of the document. */
export function rangeFrom(part: Pick<FilePart, 'start'>, { start, end }: TextRange): TextRange {
  return textRange(start + part.start, end + part.start);
}
