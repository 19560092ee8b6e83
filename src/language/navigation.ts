import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import { textRange, type Offset, type TextRange } from '../core/text/range.ts';
import { indexNames, type Name, type NameDefinition, type NameIndex } from './nameIndex.ts';

export interface DefinitionLink {
  /** The name under the cursor. */
  readonly origin: TextRange;
  readonly targets: readonly DefinitionTarget[];
}

export interface DefinitionTarget {
  /** All of the thing that is defined. */
  readonly range: TextRange;
  /** Its name. */
  readonly selection: TextRange;
}

/** Where the name under the cursor is defined; null where there is no name. */
export function definitionsAt(document: ParsedDocument, at: Offset): DefinitionLink | null {
  const names = indexNames(document);
  const here = names.at(at);
  if (here === null) return null;
  const targets = definitionsFor(names, here).map((definition) => ({
    range: thingRange(document, definition),
    selection: definition.range,
  }));
  return { origin: here.range, targets };
}

/** A field of a built-in tool is defined nowhere in the file: its tool is the nearest place. */
function definitionsFor(names: NameIndex, name: Name): readonly NameDefinition[] {
  const own = names.definitionsOf(name);
  if (own.length > 0 || name.kind !== 'toolField' || name.owner === null) return own;
  return names.definitionsOf({ kind: 'tool', name: name.owner, owner: null });
}

function thingRange(document: ParsedDocument, { pointer, range }: NameDefinition): TextRange {
  const { start } = document.keyRange(pointer);
  const { end } = document.valueRange(pointer);
  // Through an alias the value may stand before its key.
  return start <= range.start && range.end <= end ? textRange(start, end) : range;
}

/** All uses of the name under the cursor in the order of the file, its definitions among them where asked for. */
export function referencesAt(
  document: ParsedDocument,
  at: Offset,
  { withDefinitions }: { readonly withDefinitions: boolean },
): readonly TextRange[] {
  const names = indexNames(document);
  const here = names.at(at);
  if (here === null) return [];
  const definitions = withDefinitions ? names.definitionsOf(here) : [];
  return inOrder([...definitions, ...names.referencesTo(here)].map(({ range }) => range));
}

export interface Highlight {
  readonly range: TextRange;
  /** Whether the name is defined here. */
  readonly isDefinition: boolean;
}

/** What to mark while the cursor is on a name. */
export function highlightsAt(document: ParsedDocument, at: Offset): readonly Highlight[] {
  const names = indexNames(document);
  const here = names.at(at);
  if (here === null) return [];
  const defined = inOrder(names.definitionsOf(here).map(({ range }) => range));
  const used = inOrder(names.referencesTo(here).map(({ range }) => range));
  return [
    ...defined.map((range) => ({ range, isDefinition: true })),
    ...used.map((range) => ({ range, isDefinition: false })),
  ].sort((one, other) => one.range.start - other.range.start);
}

/** Each place once: an anchor's is met again at every alias of it. */
export function inOrder(ranges: readonly TextRange[]): readonly TextRange[] {
  const byStart = new Map(ranges.map((range) => [range.start, range]));
  return [...byStart.values()].sort((one, other) => one.start - other.start);
}
