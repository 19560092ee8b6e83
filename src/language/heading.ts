import { textRange, type TextRange } from '../core/text/range.ts';

/** What a scenario file says of itself before it is read: its id and where that stands. */
export interface Heading {
  readonly id: string;
  readonly title: string;
  /** Of the id. */
  readonly range: TextRange;
}

/** Keys of the top level come early; a file that begins with more than this has no heading. */
const headLength = 8_000;

/** Reads the id by its line alone, so that thousands of files are searched fast; null for a file without one. */
export function readHeading(text: string): Heading | null {
  const head = text.slice(0, headLength);
  const id = keyLine(head, 'id');
  if (id === null || !/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(id.value)) return null;
  return {
    id: id.value,
    title: keyLine(head, 'title')?.value ?? '',
    range: textRange(id.start, id.start + id.value.length),
  };
}

/** A key of the top level whose value is on the same line, without its quotes and comment. */
function keyLine(head: string, key: string): { readonly value: string; readonly start: number } | null {
  const line = new RegExp(`^(${key}:[ \\t]+)(["']?)([^\\r\\n]*)`, 'm').exec(head);
  if (line === null) return null;
  const [, before = '', quote = '', rest = ''] = line;
  const close = quote === '' ? rest.search(/\s+#|\s*$/) : rest.indexOf(quote);
  const value = close < 0 ? rest : rest.slice(0, close);
  return { value, start: line.index + before.length + quote.length };
}
