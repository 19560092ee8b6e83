import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { SchemaError } from '../document/schemaError.ts';
import { isObject, joinPointer } from '../text/json.ts';
import type { Problem } from '../text/problem.ts';
import { textRange, type TextRange } from '../text/range.ts';

/** An error of a validator with what it is about. */
export interface Finding {
  readonly document: ParsedDocument;
  readonly error: SchemaError;
  /** The wrong value itself. */
  readonly value: unknown;
  /** Of the value. */
  readonly pointer: string;
}

/** Where to mark a value: the value if it stands on one line, else (or if nothing is written) the key that holds it. */
export function valueMark({ document, pointer }: Finding): TextRange {
  const range = document.valueRange(pointer);
  const isOneLine = range.end > range.start && !document.text.slice(range.start, range.end).includes('\n');
  if (isOneLine) return range;
  const key = document.keyRange(pointer);
  return firstLine(document.text, key);
}

/** Where to mark a map: the key that holds it; in a list, its first key. */
export function mapMark({ document, pointer, value }: Finding): TextRange {
  const key = document.keyRange(pointer);
  const first = isObject(value) ? Object.keys(value)[0] : undefined;
  const holdsIt = document.valueRange(pointer).start === key.start;
  if (!holdsIt || first === undefined) return firstLine(document.text, key);
  return document.keyRange(joinPointer(pointer, first));
}

function firstLine(text: string, { start, end }: TextRange): TextRange {
  const [line = ''] = text.slice(start, end).split(/\r?\n/, 1);
  return textRange(start, start + line.length);
}

export function problemOf(code: string, message: string, pointer: string, range: TextRange): Problem {
  return { code, severity: 'error', message, range, pointer };
}
