import { isBlank, isEntryWithin, lineEnd, nextLine, skipSpaces } from './lines.ts';

/** Where a quoted string ends. One that is not closed before the next entry of its block ends with its first line. */
export function quotedEnd(
  text: string,
  start: number,
  indent: number,
): { readonly end: number; readonly isClosed: boolean } {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    const unit = text[at];
    if (unit === quote) {
      if (quote === '"' || text[at + 1] !== "'") return { end: at + 1, isClosed: true };
      at++;
    } else if (unit === '\\' && quote === '"') at++;
    else if (unit === '\n' && isEntryWithin(text, at + 1, indent)) break;
  }
  return { end: lineEnd(text, start), isClosed: false };
}

/** Where plain text on one line ends, its comment left out. */
export function plainEnd(text: string, start: number): number {
  const end = lineEnd(text, start);
  const comment = text.slice(start, end).search(/\s#/);
  return trimmedEnd(text, start, comment < 0 ? end : start + comment);
}

/** Where plain text inside brackets ends; a `{{template}}`, which YAML would not take there, is part of it. */
export function plainFlowEnd(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (text.startsWith('{{', at)) {
      const close = /[ \t\w.-]*(?:\}\})?/y;
      close.lastIndex = at + 2;
      close.exec(text);
      at = close.lastIndex - 1;
    } else if (',[]{}\n\r'.includes(unit)) break;
    else if (unit === ':' && /[\s,[\]{}]|^$/.test(text[at + 1] ?? '')) break;
    else if (unit === '#' && /\s/.test(text[at - 1] ?? '')) break;
  }
  return trimmedEnd(text, start, at);
}

/**
 * The lines of a block scalar whose header is on the line before `from`: those deeper than `indent`, and blank ones between.
 * `end` is behind the last that says something.
 */
export function blockScalarEnd(text: string, from: number, indent: number): number {
  let end = from;
  for (let at = from; at < text.length; at = nextLine(text, at)) {
    const stop = lineEnd(text, at);
    if (isBlank(text, at, stop)) continue;
    if (skipSpaces(text, at) - at <= indent) return end;
    end = nextLine(text, at);
  }
  return end;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at;
}
