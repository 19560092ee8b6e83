import { insertKey, lineBreak } from '../core/document/insertKey.ts';
import { parseDocument } from '../core/document/parseDocument.ts';
import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import { rootKeys } from '../core/scenario/placeholders.ts';
import { isObject, joinPointer, splitPointer, valueAt } from '../core/text/json.ts';
import type { TextEdit } from '../core/text/problem.ts';
import { offset, textRange, type Offset, type TextRange } from '../core/text/range.ts';
import { applyEdits } from './edits.ts';
import { keepsMeaning } from './variation/keepsMeaning.ts';
import { stringSelection } from './variation/stringSelection.ts';
import { yamlText } from './yamlText.ts';

/** What makes a factor of a selection. */
export interface Variation {
  readonly name: string;
  readonly edits: readonly TextEdit[];
  /** What is to be added to the scenario, where the selection is in another of its files. */
  readonly inScenario: readonly TextEdit[];
  /** Where the name stands in the prompt after the edits, so that it can be changed at once. */
  readonly nameAt: Offset;
}

/**
 * Makes the selected characters of a prompt a factor with the levels `with` and `without`, so that the next run tells what
 * they do. `with` is the baseline: it stands for «unchanged», and what was sent before is sent under it, character by
 * character, in every condition. Null where the selection is no part of one prompt text, or cannot be taken out of it
 * without changing what is sent.
 *
 * @param document The file of the selection.
 * @param scenario The scenario that it is a part of, with all its files.
 */
export function variationOf(
  document: ParsedDocument,
  selection: TextRange,
  scenario: ParsedDocument = document,
): Variation | null {
  const pointer = document.pointerAt(selection.start);
  const text = valueAt(document.data, pointer);
  if (typeof text !== 'string' || !isPromptText(pointer)) return null;
  const part = stringSelection(document, pointer, text, selection);
  if (part === null) return null;
  const name = freeName(scenario.data);
  const rest = { before: text.slice(0, part.start), after: text.slice(part.end) };
  const selected = text.slice(part.start, part.end);
  if (!keepsMeaning(rest.before, selected, rest.after, name)) return null;
  // A user who says nothing is no arm to compare with.
  if (splitPointer(pointer)[0] === 'user' && (rest.before + rest.after).trim() === '') return null;
  const inPrompt = nameEdit(document, pointer, document.stringRange(pointer, part.start, part.end), name);
  const factor = factorEdit(document, name, selected);
  const listed = listedEdit(scenario, name);
  if (inPrompt === null || factor === null || listed === null) return null;
  const isOneFile = scenario.files[0]?.text === document.text;
  const edits = [inPrompt, factor, ...(isOneFile ? listed : [])];
  if (isFolded(document, pointer)) {
    const varied = parseDocument(applyEdits(document.text, edits));
    if (valueAt(varied.data, pointer) !== `${rest.before}{{${name}}}${rest.after}`) return null;
  }
  return { name, edits, inScenario: isOneFile ? [] : listed, nameAt: nameAfter(edits, inPrompt, name) };
}

/** Line breaks of such a text depend on what stands around them, so the result is read back before it is offered. */
function isFolded(document: ParsedDocument, pointer: string): boolean {
  const { start, end } = document.valueRange(pointer);
  return document.text[start] !== '|' && document.text.slice(start, end).includes('\n');
}

/** What is sent, or stands in it: prompts, variables and the bodies of documents. */
function isPromptText(pointer: string): boolean {
  return /^\/(?:system|user(?:\/\d+)?|vars\/[^/]+|documents\/\d+\/body)(?:\/\d+\/text|\/text)?$/.test(pointer);
}

function freeName(data: unknown): string {
  const has = (name: string): boolean =>
    ['/vars', '/factors'].some((section) => valueAt(data, joinPointer(section, name)) !== undefined);
  let number = 1;
  while (has(`variation-${number}`)) number++;
  return `variation-${number}`;
}

/** A plain text that would begin with braces, or has them inside brackets, is quoted. */
function nameEdit(document: ParsedDocument, pointer: string, range: TextRange, name: string): TextEdit | null {
  const whole = document.valueRange(pointer);
  const first = document.text.charAt(whole.start);
  const template = `{{${name}}}`;
  if (first === '*') return null;
  if (/[|>]/.test(first)) return { range, newText: missingIndentation(document, pointer, range.start) + template };
  const isPlain = !/["']/.test(first);
  if (!isPlain || (range.start > whole.start && !isInBrackets(document, pointer))) return { range, newText: template };
  const quoted = (part: string): string => part.replaceAll("'", "''");
  const before = quoted(document.text.slice(whole.start, range.start));
  const after = quoted(document.text.slice(range.end, whole.end));
  return { range: whole, newText: `'${before}${template}${after}'` };
}

/** An empty line of a block scalar may have less indentation than its text. */
function missingIndentation(document: ParsedDocument, pointer: string, start: Offset): string {
  const text = String(valueAt(document.data, pointer));
  const first = text.search(/[^\n]/);
  const { lines } = document;
  const indentation = lines.positionAt(document.stringRange(pointer, first, first).start).character;
  return ' '.repeat(Math.max(0, indentation - lines.positionAt(start).character));
}

function isInBrackets(document: ParsedDocument, pointer: string): boolean {
  const tokens = splitPointer(pointer);
  return tokens.some((_, length) => {
    const parent = joinPointer('', ...tokens.slice(0, length));
    return /[[{]/.test(document.text.charAt(document.valueRange(parent).start));
  });
}

function factorEdit(document: ParsedDocument, name: string, selected: string): TextEdit | null {
  const { inline, block } = yamlText(selected);
  const withLines = block === null ? [`  with: ${inline}`] : [`  with: ${block.header}`, ...block.lines.map(indented)];
  const inlineWith = block === null ? inline : JSON.stringify(selected);
  const factor = {
    name,
    inline: `{baseline: with, levels: {with: ${inlineWith}, without: ""}}`,
    lines: ['baseline: with', 'levels:', ...withLines, '  without: ""'],
  };
  if (valueAt(document.data, '/factors') !== undefined) return insertKey(document, '/factors', factor);
  const lines = [`${name}:`, ...factor.lines.map((line) => (line === '' ? '' : `  ${line}`))];
  const section = { name: 'factors', inline: `{${name}: ${factor.inline}}`, lines };
  return insertKey(document, '', section, rootKeys);
}

function indented(line: string): string {
  return line === '' ? '' : `    ${line}`;
}

/** A listed design runs what it lists, so the first of its conditions is listed once more, without. Null: cannot be. */
function listedEdit(document: ParsedDocument, name: string): readonly TextEdit[] | null {
  if (valueAt(document.data, '/design/kind') !== 'listed') return [];
  const pointer = '/design/conditions/0';
  const first = valueAt(document.data, pointer);
  const { start } = document.valueRange(pointer);
  const column = document.lines.positionAt(start).character;
  const line = document.text.slice(start - column, start);
  if (!isObject(first) || document.text[start] === '*') return null;
  const levels = [...Object.entries(first), [name, 'without']].map(([factor, level]) => `${factor}: ${String(level)}`);
  const item = `{${levels.join(', ')}}`;
  const isOwnLine = /^ *- +$/.test(line);
  const separator = isOwnLine ? lineBreak(document) + line : ', ';
  if (!isOwnLine && !/\[\s*$/.test(document.text.slice(0, start).slice(-100))) return null;
  return [{ range: textRange(start, start), newText: item + separator }];
}

function nameAfter(edits: readonly TextEdit[], inPrompt: TextEdit, name: string): Offset {
  const moved = edits
    .filter(({ range }) => range.end <= inPrompt.range.start)
    .reduce((sum, { range, newText }) => sum + newText.length - (range.end - range.start), 0);
  return offset(inPrompt.range.start + moved + inPrompt.newText.indexOf(`{{${name}}}`) + 2);
}
