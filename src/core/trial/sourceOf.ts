import type { RenderedPiece, RenderedText } from './trial.ts';

/** A place in a string of the file: its JSON pointer, and the character, from 0. */
export interface SourcePlace {
  readonly pointer: string;
  readonly offset: number;
}

/** Where a character of a rendered text comes from; null for one that no string of the file holds. The end belongs to the last piece. */
export function sourceOf({ map }: RenderedText, offset: number): SourcePlace | null {
  const piece = pieceAt(map, offset);
  if (piece === undefined || piece.pointer === null) return null;
  return { pointer: piece.pointer, offset: piece.from + offset - piece.start };
}

/** Half-open, in the rendered text. */
export interface RenderedRange {
  readonly start: number;
  readonly end: number;
}

/** Where the string at a pointer stands in a rendered text, in order; several times where a name is used several times. */
export function renderedRanges({ map }: RenderedText, pointer: string): readonly RenderedRange[] {
  return map.filter((piece) => piece.pointer === pointer).map(({ start, end }) => ({ start, end }));
}

function pieceAt(map: readonly RenderedPiece[], offset: number): RenderedPiece | undefined {
  let low = 0;
  let high = map.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((map[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle;
  }
  const piece = map[low];
  return piece !== undefined && offset >= piece.start && offset <= piece.end ? piece : undefined;
}
