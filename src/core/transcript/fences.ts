import { createFinder } from './spans.ts';

/** Finds out which code fence an offset is in, for offsets that only grow. */
export interface Fences {
  /**
   * Where the fence around `at` ends (the start of its closing line, or the end of the text); null where there is none.
   * `from` skips what an action took: a fence inside an action is its own business.
   */
  fenceAround(from: number, at: number): number | null;
}

const indentation = /^[ \t\r>\uFEFF]*/u;
const longestIndentation = 200;

/** Fences are lines that start with ``` or ~~~, as models indent them. Linear over all the calls together. */
export function createFences(text: string): Fences {
  const lineAfter = createLines(text);
  const lineAhead = createLines(text);
  let position = 0;
  let open: string | null = null;
  let end = -1;

  const pass = (lineEnd: number): void => {
    const marker = fenceMarker(text, position, lineEnd);
    if (marker !== null && (open === null || marker === open)) open = open === null ? marker : null;
    position = lineEnd;
  };
  const closingLine = (from: number, marker: string): number => {
    let at = lineAhead(from);
    while (at < text.length && fenceMarker(text, at, lineAhead(at)) !== marker) at = lineAhead(at);
    return at;
  };
  return {
    fenceAround(from, at) {
      if (from > position) {
        // An action that goes on past the end of its fence has closed it.
        if (open !== null && end < from) open = null;
        position = from;
      }
      while (position < at) pass(Math.min(lineAfter(position), at));
      if (open === null) return null;
      if (end < at) end = closingLine(at, open);
      return end;
    },
  };
}

/** The marker of a line that opens or closes a fence; a fence that opens and closes on one line does neither. */
function fenceMarker(text: string, start: number, end: number): string | null {
  const indent = indentation.exec(text.slice(start, Math.min(end, start + longestIndentation)))?.[0].length ?? 0;
  const marker = text.slice(start + indent, Math.min(start + indent + 3, end));
  if (marker !== '```' && marker !== '~~~') return null;
  return text.slice(start + indent + 3, end).includes(marker) ? null : marker;
}

function createLines(text: string): (from: number) => number {
  const find = createFinder(text, '\n');
  return (from) => {
    const newline = find(from);
    return newline === -1 ? text.length : newline + 1;
  };
}
