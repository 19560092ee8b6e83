import { filler, foldText } from './fold.ts';
import { createFinder, type Finder, type Span } from './spans.ts';

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
const nameEnd = /[\s<>/="'`]/u;

/**
 * Finds the tags with these (folded) names: in any letter case, with spaces inside the brackets, with attributes, with
 * characters in the name that nobody sees. Linear in the text: a name ends at `<`, and so does a tag outside quotes; in quotes
 * a tag has a greatest length.
 */
export function scanTags(text: string, names: ReadonlySet<string>): readonly Tag[] {
  const tags: Tag[] = [];
  const quotes = { '"': createFinder(text, '"'), "'": createFinder(text, "'") };
  for (let at = text.indexOf('<'); at !== -1;) {
    const tag = readTag(text, at, names, quotes);
    if (tag !== null) tags.push({ ...tag, start: skipFillerBack(text, at, tags.at(-1)?.end ?? 0) });
    at = text.indexOf('<', tag?.end ?? at + 1);
  }
  return tags;
}

type Quotes = Readonly<Record<'"' | "'", Finder>>;

function readTag(text: string, start: number, names: ReadonlySet<string>, quotes: Quotes): Tag | null {
  let at = skipBlanks(text, start + 1);
  const closing = text[at] === '/';
  if (closing) at = skipBlanks(text, at + 1);
  const nameStart = at;
  while (at < text.length && !isNameEnd(text.charAt(at))) at++;
  if (at === nameStart || at - nameStart > longestName) return null;
  const name = foldText(text.slice(nameStart, at));
  if (!names.has(name)) return null;
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

/** The offset after the `>` that ends the tag; quoted values may hold brackets. Null: it has no end. */
function tagEnd(text: string, from: number, quotes: Quotes): number | null {
  const limit = Math.min(text.length, from + longestTag);
  for (let at = from; at < limit; at++) {
    const unit = text.charAt(at);
    if (unit === '>') return at + 1;
    if (unit === '<') return null;
    if ((unit === '"' || unit === "'") && text[at - 1] === '=') {
      const close = quotes[unit](at + 1);
      // A quote that nothing of a tag follows is a character like any other: a forgotten one must not swallow the answer.
      if (close !== -1 && /[\s/>]/u.test(text.charAt(close + 1))) at = close;
    }
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

/** `name="value"`, `name='value'`, `name=value` in a tag; the offsets are the value's, inside its quotes. */
export function parseAttributes(text: string, { attributes }: Tag): readonly Attribute[] {
  const inside = text.slice(attributes.start, attributes.end);
  const found: Attribute[] = [];
  for (let at = 0; at < inside.length;) {
    const equals = inside.indexOf('=', at);
    if (equals === -1) break;
    const name = inside.slice(at, equals).trim().split(/\s/u).at(-1) ?? '';
    const quote = inside.charAt(equals + 1);
    const quoted = quote === '"' || quote === "'";
    const start = quoted ? equals + 2 : equals + 1;
    let end = start;
    while (end < inside.length && (quoted ? inside[end] !== quote : !/\s/u.test(inside.charAt(end)))) end++;
    found.push({ name, start: attributes.start + start, end: attributes.start + end });
    at = end + 1;
  }
  return found;
}
