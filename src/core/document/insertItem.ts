import type { TextEdit } from '../text/problem.ts';
import { textRange } from '../text/range.ts';
import type { ParsedDocument } from './parsedDocument.ts';

/** Puts an item in front of the item at a pointer; null where their list is written in a way that this does not know. */
export function insertItemBefore(document: ParsedDocument, pointer: string, newItem: string): TextEdit | null {
  const { start } = document.keyRange(pointer);
  const { line } = document.lines.positionAt(start);
  const before = document.text.slice(document.lines.offsetAt({ line, character: 0 }), start);
  const range = textRange(start, start);
  if (/^ *- +$/.test(before)) return { range, newText: `${newItem}\n${before}` };
  return /[[,]\s*$/.test(before) ? { range, newText: `${newItem}, ` } : null;
}
