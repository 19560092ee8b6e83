import { isObject, joinPointer, valueAt } from '../text/json.ts';
import type { TextEdit } from '../text/problem.ts';
import { type Offset, textRange } from '../text/range.ts';
import { partAt } from './filePart.ts';
import type { ParsedDocument } from './parsedDocument.ts';

/** A key that a map is to get. */
export interface NewKey {
  readonly name: string;
  /** Its value as YAML on one line, as it stands inside brackets. */
  readonly inline: string;
  /** Its value as lines below the key, indented from zero, where the map is written in lines. */
  readonly lines?: readonly string[];
}

/**
 * The edit that adds a key to the map at a pointer, written in lines or inside brackets as that map is: before the first
 * key there that `order` puts after it, else at the end. Comments stay with the key below them and no text changes. Null
 * where there is no map, or an alias of one.
 */
export function insertKey(
  document: ParsedDocument,
  pointer: string,
  key: NewKey,
  order: readonly string[] = [],
): TextEdit | null {
  const map = valueAt(document.data ?? document.partial, pointer);
  const { start, end } = document.valueRange(pointer);
  if (map === null && pointer !== '' && start === end) return belowKey(document, pointer, key);
  if (!isObject(map) || document.text[start] === '*') return null;
  const place = { document, pointer, map, key, keys: keysInOrder(document, pointer, map) };
  const at = order.indexOf(key.name);
  const later = at < 0 ? [] : order.slice(at + 1);
  const next = place.keys.find((name) => later.includes(name));
  return document.text[start] === '{' ? insideBrackets(place, start, next) : inLines(place, next);
}

/** Several keys, in this order; null where one of them cannot be added. */
export function insertKeys(
  document: ParsedDocument,
  pointer: string,
  keys: readonly NewKey[],
  order: readonly string[] = [],
): readonly TextEdit[] | null {
  const edits: TextEdit[] = [];
  for (const key of keys) {
    const edit = insertKey(document, pointer, key, order);
    if (edit === null) return null;
    // Editors do not promise an order of insertions at one place.
    const index = edits.findIndex(({ range }) => range.start === edit.range.start);
    const before = edits[index];
    if (before) edits[index] = { ...edit, newText: before.newText + edit.newText };
    else edits.push(edit);
  }
  return edits;
}

interface Place {
  readonly document: ParsedDocument;
  readonly pointer: string;
  readonly map: Readonly<Record<string, unknown>>;
  readonly key: NewKey;
  /** As they stand in the text. */
  readonly keys: readonly string[];
}

/** Those in the file of the map. Keys that look like numbers come first in an object, wherever they stand in the text. */
function keysInOrder(document: ParsedDocument, pointer: string, map: Place['map']): readonly string[] {
  const keys = ownKeys(document, pointer, map);
  if (!/^\d+$/.test(keys[0] ?? '')) return keys;
  const starts = new Map(keys.map((name) => [name, document.keyRange(joinPointer(pointer, name)).start]));
  return keys.sort((a, b) => (starts.get(a) ?? 0) - (starts.get(b) ?? 0));
}

function ownKeys(document: ParsedDocument, pointer: string, map: Place['map']): string[] {
  const keys = Object.keys(map);
  if (document.files.length === 1) return keys;
  const own = partAt(document, document.valueRange(pointer).start);
  return keys.filter((name) => partAt(document, document.keyRange(joinPointer(pointer, name)).start) === own);
}

function insideBrackets({ document, pointer, key, keys }: Place, bracket: Offset, next: string | undefined): TextEdit {
  const pair = `${key.name}: ${key.inline}`;
  const last = keys.at(-1);
  if (last === undefined) return insertion(bracket + 1, pair);
  if (next !== undefined) return insertion(document.keyRange(joinPointer(pointer, next)).start, `${pair}, `);
  const { end } = document.valueRange(joinPointer(pointer, last));
  return insertion(Math.max(end, document.keyRange(joinPointer(pointer, last)).end), `, ${pair}`);
}

function inLines(place: Place, next: string | undefined): TextEdit | null {
  const { document, pointer, keys } = place;
  const [first] = keys;
  const last = keys.at(-1);
  if (first === undefined || last === undefined) return null;
  if (next === undefined && !endsOpen(place, last)) return afterLast(place, joinPointer(pointer, last));
  const { start } = document.keyRange(joinPointer(pointer, next ?? first));
  const column = document.lines.positionAt(start).character;
  if (next === undefined || next === first) {
    return insertion(start, `${pairLines(place, column)}${lineBreak(document)}${' '.repeat(column)}`);
  }
  const at = aboveComments(document, start, column);
  return insertion(at, `${' '.repeat(column)}${pairLines(place, column)}${lineBreak(document)}`);
}

function afterLast(place: Place, last: string): TextEdit {
  const { document } = place;
  const key = document.keyRange(last);
  const column = document.lines.positionAt(key.start).character;
  const end = lineEnd(document.text, Math.max(key.end, document.valueRange(last).end));
  return insertion(end, `${lineBreak(document)}${' '.repeat(column)}${pairLines(place, column)}`);
}

/** `vars:` with nothing behind it. */
function belowKey(document: ParsedDocument, pointer: string, key: NewKey): TextEdit | null {
  const { start, end } = document.keyRange(pointer);
  const { line, character } = document.lines.positionAt(start);
  const before = document.text.slice(document.lines.offsetAt({ line, character: 0 }), start);
  if (before.trim() !== '') return null;
  const column = character + 2;
  const lines = `${' '.repeat(column)}${pairLines({ document, key }, column)}`;
  return insertion(lineEnd(document.text, end), `${lineBreak(document)}${lines}`);
}

function pairLines({ document, key }: Pick<Place, 'document' | 'key'>, column: number): string {
  if (key.lines === undefined) return `${key.name}: ${key.inline}`;
  const indentation = ' '.repeat(column + 2);
  return [`${key.name}:`, ...key.lines.map((line) => (line === '' ? '' : indentation + line))].join(
    lineBreak(document),
  );
}

/** Whether the lines below the map are part of its last text: what is written there would change it. */
function endsOpen({ document, pointer, map }: Place, last: string): boolean {
  let leaf = joinPointer(pointer, last);
  let value = map[last];
  while (typeof value === 'object' && value !== null && !/[[{*]/.test(characterAt(document, leaf))) {
    const inner = Array.isArray(value)
      ? [String(value.length - 1)]
      : keysInOrder(document, leaf, value as Place['map']);
    const name = inner.at(-1);
    if (name === undefined) break;
    leaf = joinPointer(leaf, name);
    value = valueAt(value, joinPointer('', name));
  }
  if (!/[|>]/.test(characterAt(document, leaf))) return false;
  const { start, end } = document.valueRange(leaf);
  const header = document.text.slice(start, lineEnd(document.text, start));
  const below = document.text.slice(lineEnd(document.text, end) + 1);
  return /^.\d?\+/.test(header) || /^[ \t]+(\r?\n|$)/.test(below);
}

function characterAt(document: ParsedDocument, pointer: string): string {
  return document.text.charAt(document.valueRange(pointer).start);
}

/** The start of the line of a key, or of the comments right above it. */
function aboveComments({ lines, text }: ParsedDocument, start: Offset, column: number): number {
  let { line } = lines.positionAt(start);
  const startOf = (at: number): Offset => lines.offsetAt({ line: at, character: 0 });
  const comment = `${' '.repeat(column)}#`;
  while (line > 0 && text.startsWith(comment, startOf(line - 1))) line--;
  return startOf(line);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? Math.max(from, end - 1) : end;
}

/** What ends the lines of this file. */
export function lineBreak({ text }: ParsedDocument): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function insertion(at: number, newText: string): TextEdit {
  return { range: textRange(at, at), newText };
}
