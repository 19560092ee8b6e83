import { type CST, Composer, isMap, isSeq, type ParsedNode, type YAMLError } from 'yaml';
import { limits } from './limits.ts';

export interface Composed {
  readonly root: ParsedNode | null;
  readonly errors: readonly YAMLError[];
}

/** Characters that are composed at a time: about 2 ms when warm. */
const run = 8_000;

const options = {
  schema: 'core',
  // Our own check of keys is linear; this one is quadratic: 33 s for 40,000 keys.
  uniqueKeys: false,
  stringKeys: true,
  resolveKnownTags: false,
} as const;

type Block = CST.BlockMap | CST.BlockSequence;
type Item = Block['items'][number];
interface Held {
  readonly token: Block;
  /** Where it ends, or later. */
  readonly end: number;
}

/**
 * Concrete syntax tree → yaml's nodes. yaml composes a document in one go; here it gets large block collections a run of
 * items at a time, with larger values emptied and filled in afterwards, so that no step is long.
 */
export function* composeDocument(document: CST.Document | null, end: number): Generator<undefined, Composed> {
  const errors: YAMLError[] = [];
  if (!document) return { root: null, errors };
  const { value } = document;
  if (!value || !isBlock(value) || end - value.offset <= run) return { root: compose(document, errors), errors };
  const root = compose({ ...document, value: emptied(value) }, errors);
  if (root) yield* fill(root, { token: value, end }, errors);
  return { root, errors };
}

/** What is wrong goes to `errors`. */
function compose(token: CST.Document, errors: YAMLError[]): ParsedNode | null {
  const composed = [...new Composer(options).compose([token])][0];
  if (!composed) return null;
  for (const error of composed.errors) errors.push(error);
  for (const warning of composed.warnings) errors.push(warning);
  return composed.contents;
}

function* fill(node: ParsedNode, { token, end: tokenEnd }: Held, errors: YAMLError[]): Generator<undefined> {
  node.range = [node.range[0], tokenEnd, tokenEnd];
  for (const { items, start, held } of runsOf(token, tokenEnd)) {
    if (errors.length > limits.errors) return;
    const value = { ...token, offset: start, items } as Block;
    const piece = compose({ type: 'document', offset: start, start: [], value }, errors);
    yield;
    if (isMap(node) && isMap(piece)) node.items.push(...piece.items);
    if (isSeq(node) && isSeq(piece)) node.items.push(...piece.items);
    for (const child of childrenOf(piece)) {
      const original = held.get(child.range[0]);
      if (original) yield* fill(child, original, errors);
    }
  }
}

function isBlock(token: CST.Token): token is Block {
  return token.type === 'block-map' || token.type === 'block-seq';
}

function emptied(token: Block): Block {
  return { ...token, items: [] };
}

function childrenOf(node: ParsedNode | null): readonly ParsedNode[] {
  if (isMap(node)) return node.items.flatMap((pair) => (pair.value ? [pair.value] : []));
  return isSeq(node) ? node.items : [];
}

interface Run {
  readonly start: number;
  readonly items: readonly Item[];
  /** What was emptied in `items`, by where it begins. */
  readonly held: ReadonlyMap<number, Held>;
}

/** The items of a collection, in runs of about `run` characters; a value that is longer alone is emptied. */
function* runsOf(token: Block, end: number): Generator<Run> {
  let items: Item[] = [];
  let held = new Map<number, Held>();
  let start = token.offset;
  for (const [index, item] of token.items.entries()) {
    const next = token.items[index + 1];
    const itemEnd = next ? startOf(next, end) : end;
    const { value } = item;
    if (value && isBlock(value) && itemEnd - value.offset > run) {
      held.set(value.offset, { token: value, end: itemEnd });
      items.push({ ...item, value: emptied(value) });
    } else items.push(item);
    if (itemEnd - start > run || !next) {
      yield { start, items, held };
      items = [];
      held = new Map();
      start = itemEnd;
    }
  }
}

function startOf(item: Item, otherwise: number): number {
  return item.start[0]?.offset ?? item.key?.offset ?? item.sep?.[0]?.offset ?? item.value?.offset ?? otherwise;
}
