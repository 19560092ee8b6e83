import { filler } from './fold.ts';

/** One member of an object that a model wrote. For a string the offsets are inside its quotes. */
export interface JsonMember {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  /** Strings only: decoded, one unit for each unit of `[start, end)`. */
  readonly aligned: string | null;
}

const deepest = 8;

/**
 * Reads `{…}` as a model writes it: JSON or Python quotes, line breaks inside strings, a comma too many. Members of objects
 * inside it count as its own (`{"input": {"to": …}}`), with the object itself. Null: it is no object from `start` to `end`.
 */
export function readJsonMembers(text: string, start: number, end: number): readonly JsonMember[] | null {
  const members: JsonMember[] = [];
  const after = readObject({ text, end, members }, start, 0);
  return after !== null && skipSpace(text, after, end) === end ? members : null;
}

interface Source {
  readonly text: string;
  readonly end: number;
  readonly members: JsonMember[];
}

/** The offset after the object, or null. */
function readObject(source: Source, start: number, depth: number): number | null {
  const { text, end } = source;
  if (text[start] !== '{' || depth > deepest) return null;
  let at = skipSpace(text, start + 1, end);
  while (at < end && text[at] !== '}') {
    const key = readString(text, at, end);
    if (key === null) return null;
    at = skipSpace(text, key.end + 1, end);
    if (text[at] !== ':') return null;
    at = skipSpace(text, at + 1, end);
    const after = readMember(source, key.aligned.replaceAll(filler, ''), at, depth);
    if (after === null) return null;
    at = skipSpace(text, after, end);
    if (text[at] === ',') at = skipSpace(text, at + 1, end);
    else if (text[at] !== '}') return null;
  }
  return at < end ? at + 1 : null;
}

function readMember(source: Source, key: string, start: number, depth: number): number | null {
  const { text, end, members } = source;
  const string = readString(text, start, end);
  if (string !== null) {
    members.push({ key, ...string });
    return string.end + 1;
  }
  if (text[start] === '{') {
    const slot = members.length;
    const after = readObject(source, start, depth + 1);
    if (after !== null) members.splice(slot, 0, { key, start, end: after, aligned: null });
    return after;
  }
  const after = skipValue(text, start, end);
  if (after === null || after === start) return null;
  members.push({ key, start, end: after, aligned: null });
  return after;
}

/** Where a list or an object ends that begins at an offset: brackets balanced, strings skipped. Null: none begins there, or it has no end. */
export function bracketsEnd(text: string, start: number): number | null {
  if (text[start] !== '{' && text[start] !== '[') return null;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === '"') {
      const string = readString(text, at, text.length);
      if (string === null) return null;
      at = string.end;
    } else if (unit === '[' || unit === '{') depth++;
    else if ((unit === ']' || unit === '}') && --depth === 0) return at + 1;
  }
  return null;
}

/** A list (brackets balanced, strings skipped) or a bare word. */
function skipValue(text: string, start: number, end: number): number | null {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charAt(at);
    if (depth === 0 && (unit === ',' || unit === '}')) return at;
    if (unit === '"' || unit === "'") {
      const string = readString(text, at, end);
      // Not tried again at the next quote: that would not be linear.
      if (string === null) return null;
      at = string.end;
    } else if (unit === '[' || unit === '{') depth++;
    else if (unit === ']' || unit === '}') depth--;
  }
  return null;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
]);

/** A string in either kind of quotes at `at`, with its escapes decoded in place. */
function readString(text: string, at: number, end: number): { start: number; end: number; aligned: string } | null {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return null;
  const parts: string[] = [];
  let copied = at + 1;
  for (let next = at + 1; next < end; next++) {
    const unit = text[next];
    if (unit === quote) {
      parts.push(text.slice(copied, next));
      return { start: at + 1, end: next, aligned: parts.join('') };
    }
    if (unit !== '\\') continue;
    const escape = readEscape(text, next, end);
    parts.push(text.slice(copied, next), filler.repeat(escape.length - 1), escape.character);
    copied = next + escape.length;
    next = copied - 1;
  }
  return null;
}

function readEscape(text: string, at: number, end: number): { length: number; character: string } {
  const letter = text.charAt(at + 1);
  const hex = text.slice(at + 2, at + 6);
  if (letter === 'u' && at + 6 <= end && /^[0-9a-f]{4}$/iu.test(hex)) {
    return { length: 6, character: String.fromCharCode(Number.parseInt(hex, 16)) };
  }
  if (at + 1 >= end) return { length: 1, character: '\\' };
  return { length: 2, character: escapes.get(letter) ?? letter };
}

function skipSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /\s/u.test(text.charAt(at))) at++;
  return at;
}
