import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { isObject, splitPointer } from '../../core/text/json.ts';
import { escaped, fenced, sentence } from '../markdown.ts';
import { readDefinitions } from '../nameIndex/definitions.ts';
import { nameKey, type NameDefinition, type NameKind } from '../nameIndex/occurrence.ts';

export interface KnownName {
  readonly name: string;
  readonly owner: string | null;
  /** What it stands for, as Markdown; empty where there is nothing to say. */
  readonly says: string;
}

/**
 * The names of a file that is being typed: those of the latest text, and, where that does not parse, also those of the last
 * one that did. An old name is harmless among completions; one that is missing is not.
 */
export class KnownNames {
  private readonly documents: readonly ParsedDocument[];

  constructor(documents: readonly ParsedDocument[]) {
    this.documents = documents;
  }

  /** Names of a kind in the order of the file, each once. Owner: the factor of levels, the tool of fields, the classifier of labels. */
  all(kind: NameKind, owner?: string): readonly KnownName[] {
    const found = new Map<string, KnownName>();
    for (const document of this.documents) {
      for (const definition of definitionsIn(document)) {
        if (definition.kind !== kind || definition.name === '') continue;
        if (owner !== undefined && definition.owner !== owner) continue;
        const key = nameKey(definition);
        if (!found.has(key)) found.set(key, known(document, definition));
      }
    }
    return [...found.values()];
  }

  /** What a factor's levels are: names, texts or maps of texts. */
  levelsAre(factor: string): 'names' | 'texts' | 'maps' {
    const levels = this.valueAt(['factors', factor, 'levels']);
    if (!isObject(levels)) return 'names';
    return Object.values(levels).some(isObject) ? 'maps' : 'texts';
  }

  /** The value at a path in the first text that has one. */
  valueAt(path: readonly string[]): unknown {
    return this.documents.map((document) => valueIn(document, path)).find((value) => value !== undefined);
  }
}

/** Definitions alone: the index also finds every use, which takes longer than a list may take to open. */
const definitions = new WeakMap<ParsedDocument, readonly NameDefinition[]>();

function definitionsIn(document: ParsedDocument): readonly NameDefinition[] {
  const value = document.data ?? document.partial;
  const known = definitions.get(document) ?? readDefinitions(document, { value, pointer: '' });
  definitions.set(document, known);
  return known;
}

function valueIn(document: ParsedDocument, path: readonly string[]): unknown {
  let value = document.data ?? document.partial;
  for (const token of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = Reflect.get(value, token) as unknown;
  }
  return value;
}

function known(document: ParsedDocument, { name, owner, kind, pointer }: NameDefinition): KnownName {
  const value = valueIn(document, splitPointer(pointer));
  // A level in a list is its name and nothing more.
  return { name, owner, says: value === name ? '' : (sayings[kind]?.(value) ?? '') };
}

const sayings: Partial<Readonly<Record<NameKind, (value: unknown) => string>>> = {
  var: (value) => text(textIn(value)),
  factor: (value) => titleIn(value) || escaped(levelsIn(value)),
  factorField: (value) => text(textIn(value)),
  level: (value) => text(textIn(value)),
  document: (value) => text(stringAt(value, 'subject') || stringAt(value, 'name') || textIn(at(value, 'body'))),
  tool: (value) => sentence(stringAt(value, 'description') || stringAt(value, 'builtin')),
  toolField: (value) => (typeof value === 'string' ? escaped(value) : ''),
  classifier: titleIn,
};

function text(value: string): string {
  return value === '' ? '' : fenced(value);
}

/** The text, or that of the first alternative. */
function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? textIn(at(value.find(isObject), 'text')) : '';
}

function titleIn(value: unknown): string {
  return [stringAt(value, 'title'), stringAt(value, 'description')]
    .filter((words) => words !== '')
    .map(sentence)
    .join('\n\n');
}

function levelsIn(value: unknown): string {
  const levels = at(value, 'levels');
  const names = Array.isArray(levels) ? levels.map(String) : isObject(levels) ? Object.keys(levels) : [];
  return names.join(', ');
}

function stringAt(value: unknown, key: string): string {
  const found = at(value, key);
  return typeof found === 'string' ? found : '';
}

function at(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
