import type { TextEdit } from '../core/text/problem.ts';
import { textRange } from '../core/text/range.ts';

/** The text after edits, none of which overlaps another. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.range.start - a.range.start || b.range.end - a.range.end)
    .reduce((done, { range, newText }) => done.slice(0, range.start) + newText + done.slice(range.end), text);
}

/** One edit that makes a text another, without what both begin and end with; null where they are equal. */
export function differenceEdit(before: string, after: string): TextEdit | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  const isSame = (back: number): boolean =>
    before.charCodeAt(before.length - back) === after.charCodeAt(after.length - back);
  while (same < shorter - start && isSame(same + 1)) same++;
  return { range: textRange(start, before.length - same), newText: after.slice(start, after.length - same) };
}
