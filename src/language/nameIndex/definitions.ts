import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { ScenarioFile } from '../../core/scenario/generated/scenarioFile.ts';
import { entries, field, isList, isPresent, items, stringIn, stringsIn, type Part } from '../../core/scenario/parts.ts';
import { keyNameRange, type NameDefinition, type NameKind } from './occurrence.ts';

type Root = Part<ScenarioFile>;
type Define = (kind: NameKind, owner: string | null) => Definer;
interface Definer {
  /** The keys of a map are the names. */
  keys(map: Part): void;
  /** The string of a value is the name of the thing that holds it. */
  value(name: Part, thing?: Part): void;
}

/** Everything in the file that has a name, in the order of the sections below; what is mistyped is left out. */
export function readDefinitions(document: ParsedDocument, root: Root): readonly NameDefinition[] {
  const found: NameDefinition[] = [];
  const define: Define = (kind, owner) => ({
    keys(map) {
      for (const [name, { pointer }] of entries(map as Part<Record<string, unknown>>)) {
        found.push({ kind, owner, name, pointer, range: keyNameRange(document, pointer) });
      }
    },
    value(part, thing = part) {
      const name = stringIn(part);
      if (name === null) return;
      const range = document.stringRange(part.pointer, 0, name.length);
      found.push({ kind, owner, name, pointer: thing.pointer, range });
    },
  });
  define('var', null).keys(field(root, 'vars'));
  defineFactors(define, root);
  for (const item of items(field(root, 'documents'))) define('document', null).value(field(item, 'id'), item);
  defineTools(define, root);
  for (const item of items(field(root, 'probes'))) define('probe', null).value(field(item, 'id'), item);
  defineClassifiers(define, root);
  for (const name of ['documents', 'tools'] as const) {
    const { pointer, ...part } = field(root, name);
    if (isPresent({ ...part, pointer }))
      found.push({ kind: 'section', owner: null, name, pointer, range: keyNameRange(document, pointer) });
  }
  return found;
}

function defineFactors(define: Define, root: Root): void {
  const factors = field(root, 'factors');
  define('factor', null).keys(factors);
  for (const [name, factor] of entries(factors)) {
    const levels = field(factor, 'levels');
    const level = define('level', name);
    if (isList(levels)) for (const { text, pointer } of stringsIn(levels)) level.value({ value: text, pointer });
    else level.keys(levels);
    for (const [, fields] of entries(levels)) define('factorField', name).keys(fields);
  }
}

function defineTools(define: Define, root: Root): void {
  for (const tool of items(field(field(root, 'tools'), 'use'))) {
    const id = field(tool, 'id');
    define('tool', null).value(id, tool);
    define('toolField', stringIn(id) ?? tool.pointer).keys(field(tool, 'input'));
  }
}

function defineClassifiers(define: Define, root: Root): void {
  for (const classifier of items(field(root, 'classifiers'))) {
    const id = field(classifier, 'id');
    define('classifier', null).value(id, classifier);
    const label = define('label', stringIn(id) ?? classifier.pointer);
    for (const { text, pointer } of labelNames(field(classifier, 'labels'))) label.value({ value: text, pointer });
  }
}

function labelNames(labels: Part): ReturnType<typeof stringsIn> {
  if (isList(labels)) return stringsIn(labels);
  const sides = labels as Part<{ positive: unknown; negative: unknown }>;
  return [...stringsIn(field(sides, 'positive')), ...stringsIn(field(sides, 'negative'))];
}
