import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import type { ScenarioFile } from '../core/scenario/generated/scenarioFile.ts';
import type { Part } from '../core/scenario/parts.ts';
import type { Offset } from '../core/text/range.ts';
import { finish, type Steps } from '../core/text/steps.ts';
import { readDefinitions } from './nameIndex/definitions.ts';
import {
  nameKey,
  type Name,
  type NameDefinition,
  type NameOccurrence,
  type NameReference,
} from './nameIndex/occurrence.ts';
import { readReferences } from './nameIndex/references.ts';
import { templateReferences } from './nameIndex/templateReferences.ts';

export type { Name, NameDefinition, NameKind, NameOccurrence, NameReference } from './nameIndex/occurrence.ts';

/** All names of a file: where each is defined and where it is used. */
export interface NameIndex {
  /** A name may be defined at several places: a field is, in every level. */
  readonly definitions: readonly NameDefinition[];
  /** Also of names that nothing defines. */
  readonly references: readonly NameReference[];
  /** The name that the offset is on, or right behind. */
  at(offset: Offset): NameOccurrence | null;
  definitionsOf(name: Name): readonly NameDefinition[];
  referencesTo(name: Name): readonly NameReference[];
}

/** A parsed document never changes, so its index is made once for all features that ask. */
const indexes = new WeakMap<ParsedDocument, NameIndex>();

/** Works on invalid files too, and with what could be read of one with syntax errors. */
export function indexNames(document: ParsedDocument): NameIndex {
  return finish(indexSteps(document));
}

/** As `indexNames`, in slices. */
export function* indexSteps(document: ParsedDocument): Steps<NameIndex> {
  const known = indexes.get(document) ?? (yield* createIndex(document));
  indexes.set(document, known);
  return known;
}

function* createIndex(document: ParsedDocument): Steps<NameIndex> {
  const root: Part<ScenarioFile> = { value: document.data ?? document.partial, pointer: '' };
  const definitions = readDefinitions(document, root);
  yield;
  const templates = yield* templateReferences(document, root, definitions);
  yield;
  const references = [...templates, ...readReferences(document, root)];
  yield;
  const defined = Map.groupBy(definitions, nameKey);
  const used = Map.groupBy(references, nameKey);
  const held: ReadonlyMap<string, readonly NameOccurrence[]> = Map.groupBy<string, NameOccurrence>(
    [...definitions, ...references],
    (each) => ('holder' in each ? each.holder : each.pointer),
  );
  return {
    definitions,
    references,
    at(offset) {
      const here = held.get(document.pointerAt(offset)) ?? [];
      return here.find(({ range: { start, end } }) => start <= offset && offset <= end) ?? null;
    },
    definitionsOf: (name) => defined.get(nameKey(name)) ?? [],
    referencesTo: (name) => used.get(nameKey(name)) ?? [],
  };
}
