import { withoutFiller } from '../transcript/entities.ts';
import type { Location } from '../transcript/transcript.ts';
import type { MarkedText } from './views.ts';

/** A piece of evidence, with the number that it has in the view. */
export interface Mark {
  readonly number: number;
  readonly at: Location;
}

/**
 * Cuts the characters of a location into stretches, each with the marks that cover all of it. `text` has one unit for each
 * unit of `at`; filler in it is not shown, and neither is white space at its ends.
 */
export function markText(text: string, at: Location, marks: readonly Mark[]): MarkedText {
  const own = marks.filter((mark) => overlaps(mark.at, at));
  const cuts = own.flatMap((mark) => [mark.at.start, mark.at.end]).filter((cut) => cut > at.start && cut < at.end);
  const edges = [...new Set([at.start, ...cuts, at.end])].sort((a, b) => a - b);
  const stretches = edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? at.end;
    const covering = own.filter((mark) => mark.at.start <= start && mark.at.end >= end);
    return {
      text: withoutFiller(text.slice(start - at.start, end - at.start)),
      marks: covering.map(({ number }) => number),
    };
  });
  return joinEqual(stretches).filter((stretch) => stretch.text !== '');
}

/** Without white space at the ends, which the layout of an answer leaves around its parts. */
export function trimMarked(text: MarkedText): MarkedText {
  const first = text.findIndex((stretch) => stretch.text.trim() !== '');
  const last = text.findLastIndex((stretch) => stretch.text.trim() !== '');
  if (first === -1) return [];
  return text.slice(first, last + 1).map((stretch, index, kept) => {
    const start = index === 0 ? stretch.text.trimStart() : stretch.text;
    return { ...stretch, text: index === kept.length - 1 ? start.trimEnd() : start };
  });
}

export function joinEqual(text: MarkedText): MarkedText {
  const joined: { text: string; readonly marks: readonly number[] }[] = [];
  for (const stretch of text) {
    const last = joined.at(-1);
    if (last !== undefined && sameMarks(last.marks, stretch.marks)) last.text += stretch.text;
    else joined.push({ ...stretch });
  }
  return joined;
}

function sameMarks(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, index) => number === b[index]);
}

function overlaps(a: Location, b: Location): boolean {
  return a.message === b.message && a.block === b.block && a.start < b.end && b.start < a.end;
}
