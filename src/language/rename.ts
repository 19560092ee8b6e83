import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import { isYaml11Word, reservedNames } from '../core/scenario/names.ts';
import type { TextEdit } from '../core/text/problem.ts';
import type { Offset, TextRange } from '../core/text/range.ts';
import { documentFields } from '../core/trial/names.ts';
import { indexNames, type Name, type NameIndex, type NameKind, type NameOccurrence } from './nameIndex.ts';
import { nameKey } from './nameIndex/occurrence.ts';
import { inOrder } from './navigation.ts';

/** Why a name cannot be changed, as a sentence for people. */
export interface Refusal {
  readonly refusal: string;
}

export interface RenameTarget {
  readonly range: TextRange;
  readonly name: string;
}

const kindWords: Readonly<Record<NameKind, string>> = {
  var: 'variable',
  factor: 'factor',
  level: 'level',
  factorField: 'key',
  document: 'document',
  tool: 'tool',
  toolField: 'field',
  classifier: 'classifier',
  label: 'label',
  probe: 'probe',
  layoutField: 'field of documents',
  section: 'section',
};

/** What F2 would rename at the cursor, or why it cannot. */
export function prepareRename(document: ParsedDocument, at: Offset): RenameTarget | Refusal {
  const names = indexNames(document);
  const here = names.at(at);
  if (here === null) return { refusal: 'There is no name here that can be changed.' };
  const refusal = refuseTarget(document, names, here);
  return refusal === null ? { range: here.range, name: here.name } : { refusal };
}

/** The edits that give the name under the cursor another one wherever it stands; none where that would change a meaning. */
export function renameAt(
  document: ParsedDocument,
  at: Offset,
  newName: string,
): { readonly edits: readonly TextEdit[] } | Refusal {
  const target = prepareRename(document, at);
  if ('refusal' in target) return target;
  const names = indexNames(document);
  const here = names.at(at);
  if (here === null || newName === target.name) return { edits: [] };
  const refusal = refuseName(newName) ?? refuseMeaning(names, here, newName);
  if (refusal !== null) return { refusal };
  const ranges = inOrder(occurrencesOf(names, here).map(({ range }) => range));
  return { edits: ranges.map((range) => ({ range, newText: newName })) };
}

function occurrencesOf(names: NameIndex, name: Name): readonly NameOccurrence[] {
  return [...names.definitionsOf(name), ...names.referencesTo(name)];
}

function refuseTarget(document: ParsedDocument, names: NameIndex, here: NameOccurrence): string | null {
  const { name, kind } = here;
  if (document.data === undefined) {
    return 'The file has a syntax error, so that not all uses of a name can be found. Mend it first.';
  }
  if (kind === 'section') return `\`{{${name}}}\` always stands for the ${name} of the scenario: its name is fixed.`;
  if (kind === 'layoutField') return `\`{{${name}}}\` is a field of the document that is shown: its name is fixed.`;
  if (kind === 'unknown') return `Nothing in this file is called \`${name}\`. Declare it under \`vars\` first.`;
  if (names.definitionsOf(here).length === 0) {
    return kind === 'toolField'
      ? `\`${name}\` is no field that this file defines: those of built-in tools have fixed names.`
      : `This file defines no ${kindWords[kind]} \`${name}\`.`;
  }
  if (kind === 'toolField' && mailFields.has(name)) return mailFieldRefusal(name);
  return sharedWith(names, here);
}

/** Fields of any tool that are read as in mail. */
const mailFields: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'document']);

function mailFieldRefusal(name: string): string {
  return `A field called \`${name}\` holds ${name === 'document' ? 'a document' : 'addresses'}: another name would mean another thing.`;
}

/** One text that several names are read from, by way of an alias. */
function sharedWith(names: NameIndex, here: NameOccurrence): string | null {
  const own = new Set(occurrencesOf(names, here).map(({ range }) => range.start));
  const key = nameKey(here);
  const isOther = (each: NameOccurrence): boolean => nameKey(each) !== key && own.has(each.range.start);
  const other = names.definitions.find(isOther) ?? names.references.find(isOther);
  if (other === undefined) return null;
  const of = other.owner === null ? '' : ` of \`${other.owner}\``;
  return `By an alias \`${here.name}\` is also the name of another thing${of}. Write that out first.`;
}

function refuseName(name: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) {
    return `\`${name}\` is no name: a name is a letter, then letters, digits, hyphens and underscores.`;
  }
  if (name.length > 100) return 'A name has at most 100 characters.';
  if (isYaml11Word(name)) {
    return `Older YAML reads \`${name}\` as a boolean or null, so other tools would see another file. Choose another name.`;
  }
  return null;
}

/** Whether the new name means something already where the old one stands. */
function refuseMeaning(names: NameIndex, here: NameOccurrence, newName: string): string | null {
  const { kind } = here;
  if (kind === 'toolField' && mailFields.has(newName)) return mailFieldRefusal(newName);
  if (kind === 'var' || kind === 'factor') return refuseTemplateName(names, here, newName);
  const taken = { kind, name: newName, owner: here.owner };
  if (kind !== 'unknown' && occurrencesOf(names, taken).length > 0) return takenBy(names, taken, kindWords[kind]);
  // A classifier without labels gives its id as one.
  const label = { kind: 'label', name: newName, owner: here.name } as const;
  const isFree =
    kind !== 'classifier' || names.definitionsOf(label).length > 0 || names.referencesTo(label).length === 0;
  return isFree ? null : takenBy(names, label, 'label');
}

/** Variables, factors, sections and names that nothing has yet share one namespace; in a layout, the document's fields too. */
function refuseTemplateName(names: NameIndex, here: NameOccurrence, newName: string): string | null {
  if (reservedNames.includes(newName)) {
    return `\`{{${newName}}}\` always stands for the ${newName} of the scenario. Choose another name.`;
  }
  for (const kind of ['var', 'factor'] as const) {
    const taken = { kind, name: newName, owner: null };
    if (occurrencesOf(names, taken).length > 0) return takenBy(names, taken, kindWords[kind]);
  }
  const dangling = names.references.some(
    ({ kind, name }) => kind === 'unknown' && (name === newName || name.startsWith(`${newName}.`)),
  );
  if (dangling) {
    return `There is a \`{{${newName}}}\` that nothing in this file defines, and it would get a meaning. Mend it first, or choose another name.`;
  }
  const isField = (documentFields as readonly string[]).includes(newName);
  if (isField && names.referencesTo(here).some(({ pointer }) => pointer.startsWith('/layout/'))) {
    return `In a layout \`{{${newName}}}\` is a field of the document. Choose another name.`;
  }
  return null;
}

function takenBy(names: NameIndex, { name, ...rest }: Name, word: string): string {
  const of = rest.owner === null ? '' : ` of \`${rest.owner}\``;
  return names.definitionsOf({ name, ...rest }).length > 0
    ? `There is a ${word} \`${name}\`${of} already. Choose another name.`
    : `\`${name}\`${of} is used as a ${word} that nothing defines, and would get a meaning. Mend that first, or choose another name.`;
}
