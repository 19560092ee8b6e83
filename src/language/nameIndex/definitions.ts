import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { ScenarioFile } from '../../core/scenario/generated/scenarioFile.ts';
import { entries, field, isList, isPresent, items, stringIn, stringsIn, type Part } from '../../core/scenario/parts.ts';
import { keyNameRange, type NameDefinition, type NameKind } from './occurrence.ts';

type Root = Part<ScenarioFile>;

/**
 * Everything in the file that has a name, in the order of the sections below; what is mistyped is left out. Ranges are found
 * when they are asked for: a large file has thousands, of which most features need a few.
 */
export function readDefinitions(document: ParsedDocument, root: Root): readonly NameDefinition[] {
  const names = new Names(document);
  names.keys('var', field(root, 'vars'));
  defineFactors(names, root);
  for (const item of items(field(root, 'documents'))) names.value('document', field(item, 'id'), { thing: item });
  defineTools(names, root);
  for (const item of items(field(root, 'probes'))) names.value('probe', field(item, 'id'), { thing: item });
  defineClassifiers(names, root);
  for (const section of ['documents', 'tools'] as const) {
    if (isPresent(field(root, section))) names.key('section', section, field(root, section));
  }
  return names.found;
}

class Names {
  readonly found: NameDefinition[] = [];
  private readonly document: ParsedDocument;

  constructor(document: ParsedDocument) {
    this.document = document;
  }

  key(kind: NameKind, name: string, { pointer }: Part, owner: string | null = null): void {
    const { document } = this;
    this.found.push({
      kind,
      name,
      owner,
      pointer,
      holder: pointer,
      get range() {
        return keyNameRange(document, pointer);
      },
    });
  }

  keys(kind: NameKind, map: Part, owner: string | null = null): void {
    for (const [name, part] of entries(map as Part<Record<string, unknown>>)) this.key(kind, name, part, owner);
  }

  /** A string that is the name of the thing that holds it, or of itself. */
  value(
    kind: NameKind,
    part: Part,
    { thing = part, owner = null }: { thing?: Part; owner?: string | null } = {},
  ): void {
    const { document } = this;
    const name = stringIn(part);
    if (name === null) return;
    this.found.push({
      kind,
      name,
      owner,
      pointer: thing.pointer,
      holder: part.pointer,
      get range() {
        return document.stringRange(part.pointer, 0, name.length);
      },
    });
  }
}

function defineFactors(names: Names, root: Root): void {
  const factors = field(root, 'factors');
  names.keys('factor', factors);
  for (const [owner, factor] of entries(factors)) {
    const levels = field(factor, 'levels');
    if (isList(levels))
      for (const level of items(levels as Part<readonly unknown[]>)) names.value('level', level, { owner });
    else names.keys('level', levels, owner);
    for (const [, fields] of entries(levels)) names.keys('factorField', fields, owner);
  }
}

function defineTools(names: Names, root: Root): void {
  for (const tool of items(field(field(root, 'tools'), 'use'))) {
    const id = field(tool, 'id');
    names.value('tool', id, { thing: tool });
    names.keys('toolField', field(tool, 'input'), stringIn(id) ?? tool.pointer);
  }
}

function defineClassifiers(names: Names, root: Root): void {
  for (const classifier of items(field(root, 'classifiers'))) {
    const id = field(classifier, 'id');
    names.value('classifier', id, { thing: classifier });
    const owner = stringIn(id) ?? classifier.pointer;
    for (const { text, pointer } of labelNames(field(classifier, 'labels'))) {
      names.value('label', { value: text, pointer }, { owner });
    }
  }
}

function labelNames(labels: Part): ReturnType<typeof stringsIn> {
  if (isList(labels)) return stringsIn(labels);
  const sides = labels as Part<{ positive: unknown; negative: unknown }>;
  return [...stringsIn(field(sides, 'positive')), ...stringsIn(field(sides, 'negative'))];
}
