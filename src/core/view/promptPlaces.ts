import type { ParsedDocument } from '../document/parsedDocument.ts';
import { valueAt } from '../text/json.ts';
import type { Offset, TextRange } from '../text/range.ts';
import { sourceOf } from '../trial/sourceOf.ts';
import type { RenderedPiece, RenderedText } from '../trial/trial.ts';

/** Where a character of a prompt stands in the file; null for one that no string of the file holds. */
export function placeInFile(prompt: RenderedText, document: ParsedDocument, at: number): TextRange | null {
  const source = sourceOf(prompt, at);
  // The layouts that a file leaves out have pointers too.
  if (source === null || typeof valueAt(document.data, source.pointer) !== 'string') return null;
  return document.stringRange(source.pointer, source.offset, source.offset);
}

/**
 * Where what stands at an offset of the file appears in a prompt: the character, where it is shown; at a `{{name}}`, where
 * what it stands for begins; beside a string, where that begins. Null for what the prompt does not show.
 */
export function placeInPrompt(prompt: RenderedText, document: ParsedDocument, at: Offset): number | null {
  const pointer = document.pointerAt(at);
  const pieces = prompt.map.filter((piece) => piece.pointer === pointer);
  const placeOf = (character: number): number => document.stringRange(pointer, character, character).start;
  let before: RenderedPiece | undefined;
  for (const piece of pieces) {
    // A string that is shown several times begins anew with each.
    if (placeOf(piece.from) > at || (before !== undefined && piece.from <= before.from)) break;
    before = piece;
  }
  if (before === undefined) return pieces[0]?.start ?? neighbour(prompt, pointer);
  return before.start + charactersBefore(at, before, placeOf);
}

/** How many characters of a piece stand before an offset of the file: by halving, for escapes and folds lie in between. */
function charactersBefore(
  at: Offset,
  { from, start, end }: RenderedPiece,
  placeOf: (character: number) => number,
): number {
  let low = 0;
  let high = end - start;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (placeOf(from + middle) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Beside a string that is not shown, such as a document's `id` or its `when`: what is shown of the same list item or entry. */
function neighbour({ map }: RenderedText, pointer: string): number | null {
  for (let owner = parentOf(pointer); depthOf(owner) >= 2; owner = parentOf(owner)) {
    const piece = map.find((candidate) => candidate.pointer?.startsWith(`${owner}/`) === true);
    if (piece !== undefined) return piece.start;
  }
  return null;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

function depthOf(pointer: string): number {
  return pointer.split('/').length - 1;
}
