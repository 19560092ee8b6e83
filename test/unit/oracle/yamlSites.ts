import { isMap, isScalar, isSeq, parseDocument, visit, type Node } from 'yaml';

/** Characters `start` to `end` of a file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A key and its value. The pair's own span is both. */
export interface PairSite extends Span {
  readonly key: Span;
  readonly value: Span;
  /** Stands inside `{…}`. */
  readonly flow: boolean;
}

/** What of a file can be changed: as `yaml` itself reads it, so that the mutations know nothing of our reader. */
export interface YamlSites {
  readonly pairs: readonly PairSite[];
  /** Values and items that are numbers. */
  readonly numbers: readonly Span[];
  /** Values and items that are texts on one line. */
  readonly texts: readonly (Span & { readonly quoted: boolean })[];
  /** Values and items that are lists or maps, with the dashes and braces that they are written with. */
  readonly lists: readonly Span[];
  readonly maps: readonly Span[];
  /** Items of `[…]` and of `- …` alike, without comma and dash. */
  readonly items: readonly Span[];
}

export function yamlSites(text: string): YamlSites {
  const pairs: PairSite[] = [];
  const numbers: Span[] = [];
  const texts: (Span & { readonly quoted: boolean })[] = [];
  const lists: Span[] = [];
  const maps: Span[] = [];
  const items: Span[] = [];
  visit(parseDocument(text), {
    Node(key, node) {
      if (key === 'key') return;
      const span = spanOf(node, text);
      if (isSeq(node)) {
        lists.push(span);
        items.push(...node.items.map((item) => spanOf(item as Node, text)));
      }
      if (isMap(node)) maps.push(span);
      if (isScalar(node) && typeof node.value === 'number') numbers.push(span);
      if (isScalar(node) && typeof node.value === 'string' && !text.slice(span.start, span.end).includes('\n')) {
        texts.push({ ...span, quoted: /^["']/.test(text.slice(span.start)) });
      }
    },
    Pair(_, pair, path) {
      const parent = path.at(-1);
      const key = spanOf(pair.key as Node, text);
      const value = spanOf(pair.value as Node, text);
      pairs.push({ start: key.start, end: value.end, key, value, flow: isMap(parent) && parent.flow === true });
    },
  });
  return { pairs, numbers, texts, lists, maps, items };
}

/** Without the line break and the comments that `yaml` counts to a node. */
function spanOf(node: Node, text: string): Span {
  const [start = 0, end = start] = node.range ?? [];
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
