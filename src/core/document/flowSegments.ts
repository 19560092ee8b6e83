/** How plain and quoted scalars are read: YAML 1.2.2, chapter 7.3, in the way of `yaml`'s resolve-flow-scalar. */
import type { SegmentBuilder } from './segments.ts';

type Content = (start: number, end: number) => void;

export function plainSegments(text: string, start: number, end: number, builder: SegmentBuilder): void {
  unfold(text, start, end, builder, (from, to) => builder.add(to - from, from));
}

export function singleQuotedSegments(text: string, start: number, end: number, builder: SegmentBuilder): void {
  unfold(text, start, end, builder, (from, to) => {
    let done = from;
    for (let quote = text.indexOf("''", from); quote >= 0 && quote < to; quote = text.indexOf("''", done)) {
      builder.add(quote - done, done);
      builder.add(1, quote, 2);
      done = quote + 2;
    }
    builder.add(to - done, done);
  });
}

/** Lines are trimmed and joined: one line break is a space, n of them are n − 1 line breaks. */
function unfold(text: string, start: number, end: number, builder: SegmentBuilder, content: Content): void {
  let lineStart = start;
  /** The end of the last content, and the empty lines since; −1 before the first. */
  let contentEnd = -1;
  let empty = 0;
  for (;;) {
    const newline = text.indexOf('\n', lineStart);
    const isLast = newline < 0 || newline >= end;
    const isFirst = lineStart === start;
    const lineEnd = isLast ? end : text.charAt(newline - 1) === '\r' ? newline - 1 : newline;
    const from = isFirst ? lineStart : skipBlanks(text, lineStart, lineEnd);
    const to = isLast ? end : trimBlanks(text, from, lineEnd);
    if (isFirst || from < to || isLast) {
      if (!isFirst) builder.add(Math.max(1, empty), contentEnd, from - contentEnd);
      content(from, to);
      contentEnd = to;
      empty = 0;
    } else empty++;
    if (isLast) return;
    lineStart = newline + 1;
  }
}

function isBlank(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 32 || unit === 9;
}

function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text, at)) at++;
  return at;
}

function trimBlanks(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text, at - 1)) at--;
  return at;
}

export function doubleQuotedSegments(text: string, start: number, end: number, builder: SegmentBuilder): void {
  let at = start;
  while (at < end) {
    const next = endOfVerbatim(text, at, end);
    builder.add(next - at, at);
    if (next >= end) return;
    at = text.charAt(next) === '\\' ? escape(text, next, builder) : fold(text, next, end, builder);
  }
}

/** Up to the next backslash, or the next line break with the blanks before it. */
function endOfVerbatim(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charAt(at) !== '\\' && text.charAt(at) !== '\n') at++;
  if (text.charAt(at) !== '\n' || at >= end) return at;
  return trimBlanks(text, start, text.charAt(at - 1) === '\r' ? Math.max(start, at - 1) : at);
}

function fold(text: string, start: number, end: number, builder: SegmentBuilder): number {
  let at = start;
  let breaks = 0;
  while (at < end && (isBlank(text, at) || text.charAt(at) === '\n' || text.startsWith('\r\n', at))) {
    if (text.charAt(at) === '\n') breaks++;
    at++;
  }
  builder.add(Math.max(1, breaks - 1), start, at - start);
  return at;
}

const hexadecimal: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function escape(text: string, start: number, builder: SegmentBuilder): number {
  const kind = text.charAt(start + 1);
  if (kind === '\n' || kind === '\r') {
    const next = start + (kind === '\r' ? 3 : 2);
    return skipBlanks(text, next, text.length);
  }
  const digits = hexadecimal[kind] ?? 0;
  const code = digits > 0 ? Number.parseInt(text.slice(start + 2, start + 2 + digits), 16) : 0;
  builder.add(code > 0xffff ? 2 : 1, start, 2 + digits);
  return start + 2 + digits;
}
