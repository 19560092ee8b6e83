import {
  type Alias,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Pair,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';
import { joinPointer, splitPointer } from '../text/json.ts';
import { type Offset, textRange, type TextRange } from '../text/range.ts';
import type { ParsedDocument } from './parsedDocument.ts';
import type { Segments } from './segments.ts';
import { segmentsOf, sourceRange } from './stringSegments.ts';

type Node = ParsedNode;
type ParsedPair = Pair<Node, Node | null>;
/** Where a pointer leads. `node` is null where a key has no value at all (`{key}`). */
interface Place {
  readonly key: Node | null;
  readonly node: Node | null;
}

export type Locator = Pick<ParsedDocument, 'valueRange' | 'keyRange' | 'stringRange' | 'pointerAt'>;

/** The ways between pointers and text. Nothing is computed before it is asked for. */
export function createLocator(text: string, root: Node | null, aliases: ReadonlyMap<Alias, Node>): Locator {
  const pairs = new WeakMap<YAMLMap, ReadonlyMap<string, ParsedPair>>();
  const segments = new WeakMap<Node, Segments>();

  const target = (node: Node | null): Node | null => (isAlias(node) ? (aliases.get(node) ?? null) : node);

  const pairsOf = (map: YAMLMap.Parsed): ReadonlyMap<string, ParsedPair> => {
    const known = pairs.get(map) ?? indexPairs(map);
    pairs.set(map, known);
    return known;
  };

  const child = (node: Node | null, token: string): Place | null => {
    if (isMap(node)) {
      const pair = pairsOf(node).get(token);
      return pair ? { key: pair.key, node: pair.value } : null;
    }
    const item = isCollection(node) && /^\d+$/.test(token) ? node.items[Number(token)] : undefined;
    return item ? { key: null, node: item } : null;
  };

  const find = (pointer: string): Place => {
    let place: Place = { key: null, node: root };
    for (const token of splitPointer(pointer)) {
      const next = child(target(place.node), token);
      if (!next) return place;
      place = next;
    }
    return place;
  };

  const rangeOf = (node: Node | null): TextRange =>
    node ? textRange(node.range[0], endOf(node, text)) : textRange(0, 0);

  return {
    valueRange(pointer) {
      const { key, node } = find(pointer);
      return rangeOf(node ?? key);
    },
    keyRange(pointer) {
      const { key, node } = find(pointer);
      const first = isMap(node) && pointer === '' ? node.items[0]?.key : null;
      return rangeOf(key ?? first ?? node);
    },
    stringRange(pointer, start, end) {
      const { key, node } = find(pointer);
      const scalar = target(node);
      if (!scalar || !isScalar(scalar)) return rangeOf(node ?? key);
      const known = segments.get(scalar) ?? segmentsOf(scalar, text);
      segments.set(scalar, known);
      return sourceRange(known, start, end);
    },
    pointerAt: (offset) => pointerAt(root, text, offset),
  };
}

function indexPairs(map: YAMLMap.Parsed): ReadonlyMap<string, ParsedPair> {
  const index = new Map<string, ParsedPair>();
  for (const pair of map.items) {
    const name = nameOf(pair.key);
    if (!index.has(name)) index.set(name, pair);
  }
  return index;
}

function nameOf(key: Node): string {
  return isScalar(key) ? String(key.value) : '';
}

/** Where a node ends, without the line breaks and comments that yaml counts in. */
function endOf(node: Node, text: string): number {
  if (isCollection(node) && node.flow !== true) {
    const last = node.items.at(-1) as Node | ParsedPair | undefined;
    if (!last) return node.range[0];
    return endOf(isPair(last) ? (last.value ?? last.key) : last, text);
  }
  let end = node.range[1];
  while (end > node.range[0] && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9;
}

function pointerAt(root: Node | null, text: string, offset: Offset): string {
  let node = root;
  let pointer = '';
  while (isCollection(node)) {
    const items: readonly (Node | ParsedPair)[] = node.items;
    const index = lastStartingBy(items, offset);
    const item = items[index];
    if (!item) return pointer;
    const value = isPair(item) ? item.value : item;
    const name = isPair(item) ? nameOf(item.key) : index;
    // A key that is missing or no text has no pointer of its own.
    if (name === '') return pointer;
    const inner = joinPointer(pointer, name);
    if (isPair(item) && offset <= item.key.range[1]) return inner;
    if (!value || isEmpty(value)) return offset <= lineEnd(text, startOf(item)) ? inner : pointer;
    if (offset > endOf(value, text)) return pointer;
    if (offset < value.range[0]) return inner;
    node = value;
    pointer = inner;
  }
  return pointer;
}

function isEmpty(node: Node): boolean {
  return node.range[0] === node.range[1];
}

function startOf(item: Node | ParsedPair): number {
  return isPair(item) ? item.key.range[0] : item.range[0];
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Index of the last item that starts at or before the offset, by binary search; −1 for none. */
function lastStartingBy(items: readonly (Node | ParsedPair)[], offset: number): number {
  let low = -1;
  let high = items.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item && startOf(item) <= offset) low = middle;
    else high = middle;
  }
  return low;
}
