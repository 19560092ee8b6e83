import { type Alias, isAlias, isMap, isScalar, type ParsedNode, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Problem } from '../text/problem.ts';
import { textRange, type TextRange } from '../text/range.ts';
import { Anchors, type Size } from './anchors.ts';
import { badCharacter, describeUnit, problemAt } from './refusals.ts';
import { endOfPlainText, templateProblem } from './unquotedTemplate.ts';

export interface DataReading {
  readonly data: unknown;
  readonly problems: readonly Problem[];
  /** Where `problems` already say what yaml's errors would say less well. */
  readonly explained: readonly TextRange[];
  /** What each alias stands for. */
  readonly aliases: ReadonlyMap<Alias, ParsedNode>;
}

/**
 * yaml's nodes → plain data, by hand: yaml's own `toJS` writes aliases out without a limit and takes `__proto__` as a key.
 * What is wrong with a value does not stop the reading; something of the same kind stands in for it.
 */
export function* readData(root: ParsedNode | null, text: string): Generator<undefined, DataReading> {
  const reader = new DataReader(text);
  const data = isCollection(root) ? yield* reader.readCollection(root, 1, false) : reader.readLeaf(root, 0);
  const { problems, explained, anchors } = reader;
  return { data, problems, explained, aliases: anchors.targets };
}

type ParsedCollection = YAMLMap.Parsed | YAMLSeq.Parsed;
/** What may stand in a collection: a missing value is null. */
type Child = ParsedNode | null;

/** Keys and items read between two yields: about 1 ms. */
const slice = 5_000;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** A map that inherits nothing. `Object.create(null)` would do the same but makes reading it three times as slow. */
const Bare = function () {} as unknown as new () => Record<string, unknown>;
Bare.prototype = Object.create(null) as object;

class DataReader implements Size {
  readonly problems: Problem[] = [];
  readonly explained: TextRange[] = [];
  readonly anchors = new Anchors();
  entries = 0;
  characters = 0;
  private readonly text: string;
  private readonly firstKeys = new Map<YAMLMap.Parsed, Map<unknown, ParsedNode>>();
  /** Of what was read last: how many maps and lists are inside one another; 0 for a scalar. */
  private height = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** `depth` counts the collection itself. */
  *readCollection(node: ParsedCollection, depth: number, isInFlow: boolean): Generator<undefined, unknown> {
    const { anchor } = node;
    const { entries, characters } = this;
    if (anchor !== undefined) this.anchors.open(anchor);
    const data = isMap(node) ? yield* this.readMap(node, depth, isInFlow) : yield* this.readList(node, depth, isInFlow);
    if (anchor !== undefined) {
      const size = { entries: this.entries - entries, characters: this.characters - characters };
      this.anchors.close(anchor, { node, data, height: this.height, ...size });
    }
    return data;
  }

  private *readMap(node: YAMLMap.Parsed, depth: number, isInFlow: boolean): Generator<undefined, unknown> {
    const template = templateProblem(node, this.text, isInFlow);
    if (template) {
      this.problems.push(template);
      this.explained.push(template.range);
      return this.text.slice(template.range.start, template.range.end);
    }
    const data = new Bare();
    let height = 1;
    for (const { key, value } of node.items) {
      if (++this.entries % slice === 0) yield;
      const name = this.readKey(key, data, node);
      const isFlow = isInFlow || node.flow === true;
      const item = isCollection(value)
        ? yield* this.readCollection(value, depth + 1, isFlow)
        : this.readLeaf(value, depth);
      height = Math.max(height, this.height + 1);
      if (name !== null) data[name] = item;
    }
    this.height = height;
    return data;
  }

  private *readList(node: YAMLSeq.Parsed, depth: number, isInFlow: boolean): Generator<undefined, unknown> {
    const data: unknown[] = [];
    const isFlow = isInFlow || node.flow === true;
    let height = 1;
    for (const item of node.items as Child[]) {
      if (++this.entries % slice === 0) yield;
      data.push(isCollection(item) ? yield* this.readCollection(item, depth + 1, isFlow) : this.readLeaf(item, depth));
      height = Math.max(height, this.height + 1);
    }
    this.height = height;
    return data;
  }

  /** `depth` is that of the collection it stands in. */
  readLeaf(node: Exclude<Child, ParsedCollection>, depth: number): unknown {
    this.height = 0;
    if (node === null) return null;
    if (isAlias(node)) return this.readAlias(node, depth);
    const value = this.checkedValue(node);
    const characters = typeof value === 'string' ? value.length : 0;
    this.characters += characters;
    if (node.anchor !== undefined)
      this.anchors.close(node.anchor, { node, data: value, height: 0, entries: 0, characters });
    return value;
  }

  private readAlias(node: Alias.Parsed, depth: number): unknown {
    const target = this.anchors.resolve(node, this, depth);
    if (target === null) return null;
    if ('code' in target) {
      this.report(target.code, target.message, node);
      return null;
    }
    this.entries += target.entries;
    this.characters += target.characters;
    this.height = target.height;
    return target.data;
  }

  /** The key, or null where the pair is left out; why is then a problem (the composer's, where it is no scalar). */
  private readKey(key: ParsedNode, data: Readonly<Record<string, unknown>>, map: YAMLMap.Parsed): string | null {
    if (!isScalar(key) || typeof key.value !== 'string') return null;
    const name = key.value;
    if (name in data) this.reportDuplicate(name, key, map);
    else if (forbidden.has(name))
      this.report('forbidden-key', `\`${name}\` cannot be a key. Choose another name.`, key);
    else if (name === '<<') {
      this.report('merge-key', '`<<` merges nothing in YAML 1.2. Write the keys out.', key);
    } else if (name === '') this.report('empty-key', 'A key is missing here. Write it before the colon.', key);
    else {
      this.characters += name.length;
      return name;
    }
    return null;
  }

  private reportDuplicate(name: string, key: ParsedNode, map: YAMLMap.Parsed): void {
    const message = `\`${name}\` is already in this map. Delete one of the two, or rename it.`;
    const [start, end] = this.firstKey(name, map)?.range ?? key.range;
    const range = textRange(start, end);
    const problem = problemAt('duplicate-key', message, key.range[0], key.range[1]);
    this.problems.push({ ...problem, related: [{ message: 'The first one is here.', range }] });
  }

  /** Many keys may be duplicates, so the first ones are found once for each map that has any. */
  private firstKey(name: string, map: YAMLMap.Parsed): ParsedNode | undefined {
    const known = this.firstKeys.get(map) ?? new Map<unknown, ParsedNode>();
    if (known.size === 0) {
      this.firstKeys.set(map, known);
      for (const { key } of map.items) if (isScalar(key) && !known.has(key.value)) known.set(key.value, key);
    }
    return known.get(name);
  }

  private checkedValue(node: Scalar.Parsed): unknown {
    const { value, type } = node;
    if (type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE) this.checkQuote(node);
    if (typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return this.badNumber(node);
    if (typeof value !== 'string' || type !== Scalar.QUOTE_DOUBLE) return value;
    const at = badCharacter(value);
    if (at !== null) {
      this.report('bad-character', `${describeUnit(value, at)} cannot stand in a text. Delete its escape.`, node);
    }
    return value;
  }

  /** yaml notices at the end of the file, where nobody looks for it. */
  private checkQuote({ range: [start, end] }: Scalar.Parsed): void {
    if (end - start > 1 && this.text.charAt(end - 1) === this.text.charAt(start)) return;
    const lineEnd = endOfPlainText(this.text, start);
    this.problems.push(
      problemAt('unclosed-quote', 'The quote that opens here is not closed. Close it.', start, lineEnd),
    );
    this.explained.push(textRange(start, end + 1));
  }

  private badNumber({ range: [start, end] }: Scalar.Parsed): number {
    const written = this.text.slice(start, end);
    const message = `${written} cannot be kept exactly as a number. Write a smaller one, or quote it if it is a text.`;
    const fix = { title: `Quote ${written}`, edits: [{ range: textRange(start, end), newText: `"${written}"` }] };
    this.problems.push({ ...problemAt('bad-number', message, start, end), fixes: [fix] });
    return 0;
  }

  private report(code: string, message: string, { range: [start, end] }: ParsedNode): void {
    this.problems.push(problemAt(code, message, start, Math.max(end, start + 1)));
  }
}

function isCollection(node: Child): node is ParsedCollection {
  return node !== null && 'items' in node;
}
