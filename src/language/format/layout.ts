import { isCollection, isMap, isPair, isScalar, isSeq, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';
import { createPace, type Steps } from '../../core/text/steps.ts';
import { KeyOrders } from './keyOrder.ts';
import { shift, shiftComments, type ParsedPair, type SourceLines } from './lines.ts';

/** Where a collection stands and where it is to stand. */
interface Place {
  readonly path: readonly string[];
  /** Its first line, comments above its first key included. */
  readonly from: number;
  readonly column: number;
  /** Its first key stands behind a dash. */
  readonly isBehindDash: boolean;
}

type Laid = readonly string[] | null;

interface Entry {
  readonly name: string;
  /** Comments and empty lines above it. */
  readonly lead: readonly string[];
  readonly lines: readonly string[];
}

/**
 * The lines of block collections with two spaces for each level, and maps whose keys the schema knows in its order. What is
 * written in a way that this does not know is moved as a whole, as are all texts; null where not even that can be done.
 */
export function layOut(source: SourceLines, root: YAMLMap.Parsed, from: number): Steps<Laid> {
  return new Layout(source).map(root, { path: [], from, column: 0, isBehindDash: false });
}

class Layout {
  private readonly source: SourceLines;
  private readonly orders = new KeyOrders();
  private readonly pace = createPace();

  constructor(source: SourceLines) {
    this.source = source;
  }

  *map(map: YAMLMap.Parsed, place: Place): Steps<Laid> {
    const { source } = this;
    const entries: Entry[] = [];
    const old = source.columnOf(map.items[0]?.key.range[0] ?? 0);
    let next = place.from;
    for (const pair of map.items as readonly ParsedPair[]) {
      const start = pair.key.range[0];
      const line = source.lineOf(start);
      const isFirstBehindDash = place.isBehindDash && entries.length === 0;
      const before = (source.lines[line] ?? '').slice(0, old);
      if (source.columnOf(start) !== old || line < next || (!isFirstBehindDash && before.trim() !== '')) return null;
      const lead = shiftComments(source.lines.slice(next, line), place.column - old);
      const lines = yield* this.entry(pair, { ...place, from: line }, old);
      if (lead === null || lines === null || !isScalar(pair.key)) return null;
      entries.push({ name: String(pair.key.value), lead, lines });
      next = this.lastLine(pair) + 1;
      if (this.pace.isDue()) yield;
    }
    return this.inOrder(entries, place).flatMap(({ lead, lines }) => [...lead, ...lines]);
  }

  private lastLine({ key, value }: ParsedPair): number {
    return Math.max(this.source.lastLineOf(key), value ? this.source.lastLineOf(value) : 0);
  }

  private *entry(pair: ParsedPair, place: Place, old: number): Steps<Laid> {
    const { source } = this;
    const { key, value } = pair;
    const { column, from } = place;
    const first = ' '.repeat(column) + (source.lines[from] ?? '').slice(old);
    if (isBlock(value) && source.lineOf(value.range[0]) > from && isScalar(key)) {
      const path = [...place.path, String(key.value)];
      const below = yield* this.block(value, { path, from: from + 1, column: column + 2, isBehindDash: false });
      if (below !== null) return [first, ...below];
    }
    const rest = shift(source.lines.slice(from + 1, this.lastLine(pair) + 1), column - old);
    return rest === null ? null : [first, ...rest];
  }

  private block(node: YAMLMap.Parsed | YAMLSeq.Parsed, place: Place): Steps<Laid> {
    return isMap(node) ? this.map(node, place) : this.list(node, place);
  }

  private *list(list: YAMLSeq.Parsed, place: Place): Steps<Laid> {
    const { source } = this;
    const old = source.columnOf(list.range[0]);
    const laid: string[] = [];
    let next = place.from;
    for (const [index, item] of (list.items as readonly (ParsedNode | ParsedPair)[]).entries()) {
      if (isPair(item)) return null;
      const line = source.lineOf(item.range[0]);
      const text = source.lines[line] ?? '';
      // A dash with nothing behind it, or with its value on a later line, is left to its author.
      if (line < next || !/^ *- *$/.test(text.slice(0, source.columnOf(item.range[0]))) || text[old] !== '-')
        return null;
      const lead = shiftComments(source.lines.slice(next, line), place.column - old);
      const path = [...place.path, String(index)];
      const lines = yield* this.item(item, { ...place, path, from: line }, old);
      if (lead === null || lines === null) return null;
      laid.push(...lead, ...lines);
      next = source.lastLineOf(item) + 1;
      if (this.pace.isDue()) yield;
    }
    return laid;
  }

  private *item(item: ParsedNode, place: Place, old: number): Steps<Laid> {
    const { source } = this;
    const { column, from } = place;
    if (isBlock(item)) {
      const inner = yield* this.block(item, { ...place, column: column + 2, isBehindDash: true });
      const [first, ...rest] = isMap(item) && inner ? inner : [];
      if (first !== undefined) return [`${' '.repeat(column)}- ${first.slice(column + 2)}`, ...rest];
    }
    return shift(source.lines.slice(from, source.lastLineOf(item) + 1), column - old);
  }

  /** Keys move with their comments. Behind a dash no comment can come first, so there nothing moves to the front of one. */
  private inOrder(entries: readonly Entry[], { path, isBehindDash }: Place): readonly Entry[] {
    const order = this.orders.at(
      path,
      entries.map(({ name }) => name),
    );
    const ordered = order?.flatMap((index) => entries[index] ?? []) ?? entries;
    const [first, ...rest] = ordered;
    if (first === undefined || first === entries[0]) return ordered;
    if (isBehindDash && first.lead.length > 0) return entries;
    const text = first.lead.findIndex((line) => line !== '');
    return [{ ...first, lead: text < 0 ? [] : first.lead.slice(text) }, ...rest];
  }
}

function isBlock(node: ParsedNode | null): node is YAMLMap.Parsed | YAMLSeq.Parsed {
  return isCollection(node) && node.flow !== true && node.items.length > 0 && (isMap(node) || isSeq(node));
}
