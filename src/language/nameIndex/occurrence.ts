import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { textRange, type TextRange } from '../../core/text/range.ts';

/** What a name is the name of. `section` is `{{documents}}` or `{{tools}}`; `layoutField` a field of a document in a layout. */
export type NameKind =
  | 'var'
  | 'factor'
  | 'level'
  | 'factorField'
  | 'document'
  | 'tool'
  | 'toolField'
  | 'classifier'
  | 'label'
  | 'probe'
  | 'layoutField'
  | 'section';

/** A name and where it means something. */
export interface Name {
  /** `unknown`: a `{{name}}` that no variable and no factor has. */
  readonly kind: NameKind | 'unknown';
  readonly name: string;
  /** The factor of a level or of a field of levels, the tool of a field, the classifier of a label; else null. */
  readonly owner: string | null;
}

export interface NameDefinition extends Name {
  readonly kind: NameKind;
  /** Of the thing that has the name: `/vars/company`, `/documents/3`, `/factors/goal/levels/0`. */
  readonly pointer: string;
  /** Of the key or string that is the name: `/vars/company`, `/documents/3/id`. */
  readonly holder: string;
  /** Of the characters of the name, without quotes. */
  readonly range: TextRange;
}

export interface NameReference extends Name {
  /** Whether it stands in a `{{template}}`, as a key of a map, or as a value. */
  readonly site: 'template' | 'key' | 'value';
  /** Of the key or string that it stands in. */
  readonly pointer: string;
  /** Of the characters of the name, without quotes and braces. */
  readonly range: TextRange;
}

export type NameOccurrence = NameDefinition | NameReference;

/** Equal for what means the same. */
export function nameKey({ kind, owner, name }: Name): string {
  // No text of a file holds a NUL.
  return `${kind}\0${owner ?? ''}\0${name}`;
}

/** The characters of a key, without the quotes that it may have. */
export function keyNameRange(document: ParsedDocument, pointer: string): TextRange {
  const range = document.keyRange(pointer);
  const quote = document.text[range.start];
  const isQuoted = (quote === '"' || quote === "'") && range.end - range.start >= 2;
  return isQuoted ? textRange(range.start + 1, range.end - 1) : range;
}
