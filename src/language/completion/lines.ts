/** Offsets of lines in a text that ends its lines with `\n` or `\r\n`. */

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the characters of the line end: before its line break. */
export function lineEnd(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  if (next < 0) return text.length;
  return next > at && text[next - 1] === '\r' ? next - 1 : next;
}

export function nextLine(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  return next < 0 ? text.length : next + 1;
}

export function skipSpaces(text: string, from: number, to = text.length): number {
  let at = from;
  while (at < to && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}

export function isBlank(text: string, from: number, to: number): boolean {
  return skipSpaces(text, from, to) >= to;
}

const key =
  /("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s#&*!|>'"%@`{}[\],:-][^\n]*?|[-:][^\s:][^\n]*?)[ \t]*:(?=[ \t\r\n]|$)/y;

/** A key with its colon at an offset of a line; its name is without quotes, its range with them. */
export function keyAt(
  text: string,
  at: number,
): { readonly name: string; readonly end: number; readonly colon: number } | null {
  key.lastIndex = at;
  const written = key.exec(text)?.[1];
  if (written === undefined) return null;
  return { name: unquoted(written), end: at + written.length, colon: key.lastIndex - 1 };
}

export function isDash(text: string, at: number): boolean {
  return text[at] === '-' && (at + 1 >= text.length || /\s/.test(text[at + 1] ?? ''));
}

/** Whether a line that begins at `at` starts an entry of a block collection no deeper than `indent`. */
export function isEntryWithin(text: string, at: number, indent: number): boolean {
  const start = skipSpaces(text, at);
  return start - at <= indent && (isDash(text, start) || keyAt(text, start) !== null);
}

export function unquoted(written: string): string {
  const quote = written[0];
  if (quote !== '"' && quote !== "'") return written;
  return written.slice(1, written.length > 1 && written.endsWith(quote) ? -1 : undefined);
}
