import { textRange, type Offset, type TextRange } from '../text/range.ts';
import type { FilePart, ParsedDocument } from './parsedDocument.ts';

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
