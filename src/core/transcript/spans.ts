/** A stretch of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function trim(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  const head = slice.length - slice.trimStart().length;
  return { start: start + head, end: start + head + slice.trim().length };
}

const frames: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['{', '}'],
  ['*', '*'],
]);
const mostFrames = 4;

/** Takes off what frames a field's value: white space, JSON's comma, quotes, bold, the braces of a template. */
export function undecorate(text: string, span: Span, field: string): Span {
  let inner = trim(text, span);
  const tail = text.slice(Math.max(inner.start, inner.end - 2), inner.end);
  if (tail === '",' || tail === "'," || (tail.endsWith(',') && field !== 'body')) {
    inner = trim(text, { start: inner.start, end: inner.end - 1 });
  }
  for (let count = 0; count < mostFrames && isFramed(text, inner); count++) {
    inner = trim(text, { start: inner.start + 1, end: inner.end - 1 });
  }
  // `**To: a@b**`: the label took the first half of the bold.
  const halfBold = field !== 'body' && text.slice(inner.start, inner.end).endsWith('**');
  return halfBold ? { start: inner.start, end: inner.end - 2 } : inner;
}

/** Whether one pair frames all of it: `"a"` but not `"a" or "b"`. */
function isFramed(text: string, { start, end }: Span): boolean {
  const close = frames.get(text.charAt(start));
  if (close === undefined || end - start < 2 || text[end - 1] !== close) return false;
  return close === '*' || !text.slice(start + 1, end - 1).includes(close);
}

/** Content that is one code fence: without its fence lines. The last one may be missing. */
export function unwrapFence(content: string): Span {
  const inner = trim(content, { start: 0, end: content.length });
  const firstLine = content.indexOf('\n', inner.start);
  const marker = content.slice(inner.start, inner.start + 3);
  if ((marker !== '```' && marker !== '~~~') || firstLine === -1 || firstLine >= inner.end) return inner;
  const closed = content.slice(firstLine, inner.end).endsWith(marker);
  return trim(content, { start: firstLine + 1, end: closed ? inner.end - 3 : inner.end });
}

/** Content in braces: without them. The last one may be missing. */
export function unwrapBraces(text: string, { start, end }: Span): Span {
  if (text[start] !== '{') return { start, end };
  return trim(text, { start: start + 1, end: end - start > 1 && text[end - 1] === '}' ? end - 1 : end });
}

export type Finder = (from: number) => number;

/** `indexOf` that remembers its last answer, so that repeated failing searches stay linear. */
export function createFinder(text: string, needle: string): Finder {
  let searchedFrom = 0;
  let found = -2;
  return (from) => {
    const known = found !== -2 && from >= searchedFrom && (found === -1 || from <= found);
    if (!known) {
      searchedFrom = from;
      found = text.indexOf(needle, from);
    }
    return found;
  };
}
