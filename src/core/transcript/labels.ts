import type { ToolField } from '../scenario/scenario.ts';
import { filler, foldText } from './fold.ts';
import { longestLabel, type FieldNames } from './fieldNames.ts';

/** `name:` at the start of a line, however it is decorated. */
export interface Label {
  /** Folded, for labels that are no field of the tool. */
  readonly name: string;
  readonly field: ToolField | null;
  /** Where the value starts. */
  readonly valueStart: number;
}

const before = new Set([' ', '\t', '\r', '\u00a0', filler, '-', '*', '•', '>', '_', '#', '"', "'", '`', '{', '[', '“']);
const after = new Set([' ', '\t', '\u00a0', filler, '*', '_']);
const decorated = /["'`*_“”\]\s]+$/u;
const labelUnit = /^[\p{L}\p{N}\p{Default_Ignorable_Code_Point}_\-\s"'`*”\]]$/u;
const longestDecoration = 40;

/** Reads a label at the start of `[from, end)` of an aligned text: `to:`, `TO :`, `  **To:**`, `"to":`, `- To:`. */
export function readLabel(text: string, from: number, end: number, names: FieldNames): Label | null {
  let start = from;
  while (start < end && start - from < longestDecoration && before.has(text.charAt(start))) start++;
  let colon = start;
  while (colon < end && colon - start < longestLabel && labelUnit.test(text.charAt(colon))) colon++;
  if (colon === start || (text[colon] !== ':' && text[colon] !== '：') || colon >= end) return null;
  const name = foldText(text.slice(start, colon)).replace(decorated, '');
  if (name === '') return null;
  let valueStart = colon + 1;
  while (valueStart < end && after.has(text.charAt(valueStart))) valueStart++;
  return { name, field: names.find(name), valueStart };
}

/** Headers of a mail that no tool takes: of one that somebody quotes in a body, or of the action itself. */
export const foreignHeaders: ReadonlySet<string> = new Set([
  'from',
  'sent',
  'date',
  'reply-to',
  'in-reply-to',
  'received',
  'forwarded message',
]);
const longestHeader = 8;

/**
 * Whether a line of a body stands in the header of a quoted mail: among the `Name:` lines directly above and below it is one
 * that cannot be a field of this action (`From:`, or a field that the action has already).
 */
export function inQuotedHeader(
  text: string,
  line: { readonly start: number; readonly bodyStart: number },
  names: FieldNames,
  seen: ReadonlySet<string>,
): boolean {
  const isQuoted = (label: Label): boolean =>
    foreignHeaders.has(label.name) || (label.field !== null && seen.has(label.field.name));
  let start = text.lastIndexOf('\n', line.start) + 1;
  for (let count = 0; count < longestHeader && start > line.bodyStart; count++) {
    const end = start - 1;
    start = Math.max(line.bodyStart, text.lastIndexOf('\n', end - 1) + 1);
    const label = readLabel(text, start, end, names);
    if (label === null) break;
    if (isQuoted(label)) return true;
  }
  return labelsBelow(text, line.start, names).some(isQuoted);
}

/** The labels of the lines directly below the one at `from`, as many as a header has. */
export function labelsBelow(text: string, from: number, names: FieldNames): readonly Label[] {
  const labels: Label[] = [];
  for (let start = nextLine(text, from); labels.length < longestHeader; start = nextLine(text, start)) {
    const label = readLabel(text, start, nextLine(text, start), names);
    if (label === null) break;
    labels.push(label);
  }
  return labels;
}

/** The start of the line after `from`, or the end. */
export function nextLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at + 1;
}
