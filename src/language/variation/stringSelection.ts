import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { TextRange } from '../../core/text/range.ts';

interface StringRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Which characters of the string at a pointer are selected in the file; of whole lines, without the last line's end, so
 * that the line goes where nothing stands in it. Null where the selection is empty or reaches beyond the string.
 */
export function stringSelection(
  document: ParsedDocument,
  pointer: string,
  text: string,
  selection: TextRange,
): StringRange | null {
  const { end } = document.stringRange(pointer, 0, text.length);
  if (selection.start < contentStart(document, pointer) || selection.end > end) return null;
  const start = indexOf(document, pointer, text, selection.start);
  // How a block scalar ends is said by its header, so its last line breaks stay.
  const most = isBlock(document, pointer) ? text.replace(/\n*$/, '').length : text.length;
  const last = Math.min(most, indexOf(document, pointer, text, selection.end));
  const isWholeLines = start === 0 || text[start - 1] === '\n';
  const stop = isWholeLines && text[last - 1] === '\n' ? last - 1 : last;
  if (stop <= start) return null;
  return splitsCharacter(text, start) || splitsCharacter(text, stop) ? null : { start, end: stop };
}

/** Of a block scalar, the line below its header; of others, their first character or quote. */
function contentStart(document: ParsedDocument, pointer: string): number {
  const { start } = document.valueRange(pointer);
  return isBlock(document, pointer) ? document.text.indexOf('\n', start) + 1 : start;
}

function isBlock(document: ParsedDocument, pointer: string): boolean {
  return /[|>]/.test(document.text.charAt(document.valueRange(pointer).start));
}

/** The first character of the string that stands at or after an offset of the file. */
function indexOf(document: ParsedDocument, pointer: string, text: string, at: number): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (document.stringRange(pointer, middle, middle).start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Between the halves of a surrogate pair. */
function splitsCharacter(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(at - 1, at + 1)) && at > 0;
}
