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

/**
 * Fences are lines that start with ``` or ~~~, as models indent them; one ends at a line of nothing but its characters, at least
 * as many. Linear over all the calls together.
 */
export function createFences(text: string): Fences {
  const lineAfter = createLines(text);
  const lineAhead = createLines(text);
  let position = 0;
  let open: Marker | null = null;
  let end = -1;

  const pass = (lineEnd: number, limit: number): void => {
    const marker = fenceMarker(text, position, lineEnd);
    if (open === null) open = marker;
    else if (closes(marker, open)) open = null;
    position = Math.min(lineEnd, limit);
  };
  const closingLine = (from: number, opening: Marker): number => {
    let at = lineAhead(from);
    while (at < text.length && !closes(fenceMarker(text, at, lineAhead(at)), opening)) at = lineAhead(at);
    return at;
  };
  return {
    fenceAround(from, at) {
      if (from > position) {
        // An action that goes on past the end of its fence has closed it.
        if (open !== null && end < from) open = null;
        position = from;
      }
      while (position < at) pass(lineAfter(position), at);
      if (open === null) return null;
      if (end < at) end = closingLine(at, open);
      return end;
    },
  };
}

interface Marker {
  /** The backticks or tildes. */
  readonly units: string;
  /** Nothing else is on its line, so it may close. */
  readonly isBare: boolean;
}

function closes(marker: Marker | null, opening: Marker): boolean {
  return marker !== null && marker.isBare && marker.units.startsWith(opening.units);
}

/** The marker of a line that opens or closes a fence; a fence that opens and closes on one line does neither. */
function fenceMarker(text: string, start: number, end: number): Marker | null {
  if (start > 0 && text[start - 1] !== '\n') return null;
  const indent = indentation.exec(text.slice(start, Math.min(end, start + longestIndentation)))?.[0].length ?? 0;
  const line = text.slice(start + indent, end);
  const units = /^(?:`{3,}|~{3,})/u.exec(line)?.[0];
  if (units === undefined) return null;
  const rest = line.slice(units.length);
  return rest.includes(units.slice(0, 3)) ? null : { units, isBare: rest.trim() === '' };
}

function createLines(text: string): (from: number) => number {
  const find = createFinder(text, '\n');
  return (from) => {
    const newline = find(from);
    return newline === -1 ? text.length : newline + 1;
  };
}
