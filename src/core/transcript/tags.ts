import { filler, foldText } from './fold.ts';
import { createFinder, type Finder, type Span } from './spans.ts';

/** What ends a value in quotes, by what begins it. */
const closingQuotes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
]);

/** A tag with a known name, in an aligned text. */
export interface Tag {
  /** Folded. */
  readonly name: string;
  readonly closing: boolean;
  /** `<tag … />` */
  readonly selfClosing: boolean;
  readonly start: number;
  readonly end: number;
  /** What stands between the name and the end. */
  readonly attributes: Span;
}

const longestName = 400;
/** Attributes included. Without it, quotes that chain through the answer would be followed again from each tag. */
const longestTag = 10_000;
const nameEnd = /[\s<>/="'`“]/u;

/**
 * Finds the tags with these (folded) names: in any letter case, with spaces inside the brackets and around a colon, with
 * attributes, with characters in the name that nobody sees. Linear in the text: a name ends at `<`, and so does a tag outside quotes; in quotes
 * a tag has a greatest length.
 */
export function scanTags(text: string, names: ReadonlySet<string>): readonly Tag[] {
  const tags: Tag[] = [];
  const quotes = new Map([...closingQuotes].map(([open, close]) => [open, createFinder(text, close)]));
  for (let at = text.indexOf('<'); at !== -1;) {
    const tag = readTag(text, at, names, quotes);
    if (tag !== null) tags.push({ ...tag, start: skipFillerBack(text, at, tags.at(-1)?.end ?? 0) });
    at = text.indexOf('<', tag?.end ?? at + 1);
  }
  return tags;
}

/** Where the next closing quote is, by the opening one. */
type Quotes = ReadonlyMap<string, Finder>;

function readTag(text: string, start: number, names: ReadonlySet<string>, quotes: Quotes): Tag | null {
  let at = skipBlanks(text, start + 1);
  const closing = text[at] === '/';
  if (closing) at = skipBlanks(text, at + 1);
  const named = readName(text, at, names);
  if (named === null) return null;
  const { name } = named;
  at = named.end;
  const end = tagEnd(text, at, quotes);
  if (end === null) {
    // A stop sequence, or the end of the answer, may have cut the last bracket of a closing tag.
    const cut = closing && text.slice(at).trim() === '';
    return cut
      ? { name, closing, selfClosing: false, start, end: text.length, attributes: { start: at, end: at } }
      : null;
  }
  let last = end - 2;
  while (last > at && isBlank(text.charAt(last))) last--;
  const selfClosing = !closing && text[last] === '/';
  return { name, closing, selfClosing, start, end, attributes: { start: at, end: selfClosing ? last : end - 1 } };
}

/** The name at `start`, as one word or with spaces around its colon; null where it is none of these names. */
function readName(text: string, start: number, names: ReadonlySet<string>): { name: string; end: number } | null {
  const word = wordEnd(text, start);
  const colon = skipBlanks(text, word);
  const spaced = text[colon] === ':' ? skipBlanks(text, colon + 1) : text[word - 1] === ':' ? colon : word;
  for (const end of new Set([wordEnd(text, spaced), word])) {
    if (end === start || end - start > longestName) continue;
    const name = foldText(text.slice(start, end)).replaceAll(/\s/gu, '');
    if (names.has(name)) return { name, end };
  }
  return null;
}

function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isNameEnd(text.charAt(at))) at++;
  return at;
}

/** The offset after the `>` that ends the tag; quoted values may hold brackets. Null: it has no end. */
function tagEnd(text: string, from: number, quotes: Quotes): number | null {
  const limit = Math.min(text.length, from + longestTag);
  let previous = '';
  for (let at = from; at < limit; at++) {
    const unit = text.charAt(at);
    if (unit === '>') return at + 1;
    if (unit === '<') return null;
    const close = previous === '=' ? (quotes.get(unit)?.(at + 1) ?? -1) : -1;
    // A quote that nothing of a tag follows is a character like any other: a forgotten one must not swallow the answer.
    if (close !== -1 && /[\s/>]/u.test(text.charAt(close + 1))) at = close;
    if (!isBlank(unit)) previous = unit;
  }
  return null;
}

function isNameEnd(unit: string): boolean {
  return unit !== filler && nameEnd.test(unit);
}

/** White space within a line, and filler. */
export function isBlank(unit: string): boolean {
  return unit === ' ' || unit === '\t' || unit === '\r' || unit === '\u00a0' || unit === filler;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charAt(at))) at++;
  return at;
}

/** An escaped `<` begins with its `&`: the filler before it belongs to the tag. */
function skipFillerBack(text: string, from: number, floor: number): number {
  let at = from;
  while (at > floor && text[at - 1] === filler) at--;
  return at;
}

export interface Attribute extends Span {
  readonly name: string;
}

/** `name="value"`, `name = 'value'`, `name=value` in a tag; the offsets are the value's, inside its quotes. */
export function parseAttributes(text: string, { attributes }: Tag): readonly Attribute[] {
  const inside = text.slice(attributes.start, attributes.end);
  const found: Attribute[] = [];
  for (let at = 0; at < inside.length;) {
    const equals = inside.indexOf('=', at);
    if (equals === -1) break;
    const name = inside.slice(at, equals).trim().split(/\s/u).at(-1) ?? '';
    const value = skipBlanks(inside, equals + 1);
    const quote = closingQuotes.get(inside.charAt(value));
    const start = quote === undefined ? value : value + 1;
    let end = start;
    while (end < inside.length && (quote === undefined ? !/\s/u.test(inside.charAt(end)) : inside[end] !== quote))
      end++;
    found.push({ name, start: attributes.start + start, end: attributes.start + end });
    at = end + 1;
  }
  return found;
}
