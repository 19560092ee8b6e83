import { partAt, rangeIn } from '../core/document/filePart.ts';
import { insertKey, lineBreak } from '../core/document/insertKey.ts';
import { parseDocument } from '../core/document/parseDocument.ts';
import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import type { Levels } from '../core/scenario/scenario.ts';
import { canonicalJson, isObject, joinPointer, splitPointer, valueAt } from '../core/text/json.ts';
import type { TextEdit } from '../core/text/problem.ts';
import { textRange } from '../core/text/range.ts';
import { applyEdits } from './edits.ts';
import { yamlText } from './yamlText.ts';

/** An example of a classifier, to be written into a scenario. */
export interface NewExample {
  readonly where: Levels;
  readonly actions: readonly { readonly tool: string; readonly fields: readonly { name: string; text: string }[] }[];
  readonly text: string;
  readonly reasoning: string;
  readonly probes: readonly { readonly id: string; readonly answer: string }[];
  /** One label, or all flags that hold. */
  readonly expect: string | readonly string[];
}

const order = ['id', 'title', 'use', 'sees', 'asked', 'kind', 'gate', 'judge', 'decide', 'labels', 'examples'];

/**
 * Adds an example at the end of those of a classifier, in lines or in brackets as they are written. Nothing else of the file
 * changes, comments included. Null where that cannot be done for certain.
 *
 * @param pointer Of the classifier, in the document with all files.
 */
export function exampleEdit(document: ParsedDocument, pointer: string, example: NewExample): TextEdit | null {
  const list = joinPointer(pointer, 'examples');
  const written = valueAt(document.data, list);
  const value = valueOf(example);
  const lines = itemLines(value);
  const edit =
    written === undefined
      ? insertKey(document, pointer, { name: 'examples', inline: `[${inline(value)}]`, lines }, order)
      : appended(document, { list, count: Array.isArray(written) ? written.length : 0, value, lines });
  return edit !== null && keepsRest(document, list, edit, value) ? edit : null;
}

type Value = string | readonly Value[] | { readonly [key: string]: Value };

function valueOf({ where, actions, text, reasoning, probes, expect }: NewExample): Readonly<Record<string, Value>> {
  const acts = actions.map(({ tool, fields }) => ({
    tool,
    ...Object.fromEntries(fields.map(({ name, text: said }) => [name, said])),
  }));
  return {
    ...(Object.keys(where).length > 0 && { where }),
    ...(reasoning !== '' && { reasoning }),
    ...(text !== '' && { text }),
    ...(acts.length > 0 && { actions: acts }),
    ...(probes.length > 0 && { probes: Object.fromEntries(probes.map(({ id, answer }) => [id, answer])) }),
    expect,
  };
}

function appended(
  document: ParsedDocument,
  { list, count, value, lines }: { list: string; count: number; value: Value; lines: readonly string[] },
): TextEdit | null {
  const { text } = document;
  const { start, end } = document.valueRange(list);
  if (text[start] === '[') {
    const last = count === 0 ? start + 1 : document.valueRange(joinPointer(list, count - 1)).end;
    return { range: textRange(last, last), newText: `${count === 0 ? '' : ', '}${inline(value)}` };
  }
  if (count === 0) return null;
  const column = document.lines.positionAt(start).character;
  const inItem = text.slice(0, end).trimEnd().length;
  const below = text.indexOf('\n', inItem);
  const at = below < 0 ? text.length : text[below - 1] === '\r' ? below - 1 : below;
  const newText = lines.map((line) => lineBreak(document) + (line === '' ? '' : ' '.repeat(column) + line)).join('');
  return { range: textRange(at, at), newText };
}

function inline(value: Value): string {
  if (typeof value === 'string') return yamlText(value).inline;
  if (isList(value)) return `[${value.map(inline).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, each]) => `${yamlText(key).inline}: ${inline(each)}`)
    .join(', ')}}`;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** An item of a list in lines, indented from zero. Texts of several lines are blocks, so that a person can read them. */
function itemLines(value: Readonly<Record<string, Value>>): readonly string[] {
  return mapLines(value).map((line, index) => (index === 0 ? `- ${line}` : line === '' ? '' : `  ${line}`));
}

function mapLines(map: Readonly<Record<string, Value>>): readonly string[] {
  return Object.entries(map).flatMap(([key, value]): readonly string[] => {
    const name = yamlText(key).inline;
    if (typeof value === 'string') {
      const { inline: short, block } = yamlText(value);
      if (block === null) return [`${name}: ${short}`];
      return [`${name}: ${block.header}`, ...block.lines.map((line) => (line === '' ? '' : `  ${line}`))];
    }
    if (!isList(value)) return [`${name}: ${inline(value)}`];
    const items = value.flatMap((item) => (isMap(item) ? itemLines(item) : [`- ${inline(item)}`]));
    return [`${name}:`, ...items.map((line) => (line === '' ? '' : `  ${line}`))];
  });
}

function isMap(value: Value): value is Readonly<Record<string, Value>> {
  return isObject(value);
}

/** Whether the file reads as before but for the example at the end. */
function keepsRest(document: ParsedDocument, list: string, edit: TextEdit, example: Value): boolean {
  const part = partAt(document, edit.range.start);
  const pointer = part.pointerOf(list) ?? part.pointerOf(list.replace(/\/examples$/, ''))?.concat('/examples');
  if (pointer === undefined) return false;
  const before = parseDocument(part.text).data;
  const after = parseDocument(applyEdits(part.text, [{ ...edit, range: rangeIn(part, edit.range) }])).data;
  const known = valueAt(before, pointer);
  const wanted = [...(Array.isArray(known) ? (known as readonly unknown[]) : []), example];
  return canonicalJson(replacedAt(before, splitPointer(pointer), wanted)) === canonicalJson(after);
}

function replacedAt(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(data)) {
    return data.map((item: unknown, index) => (String(index) === key ? replacedAt(item, rest, value) : item));
  }
  return isObject(data) ? { ...data, [key]: replacedAt(data[key], rest, value) } : data;
}
