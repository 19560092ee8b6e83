import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { Offset } from '../../core/text/range.ts';
import { code } from '../markdown.ts';
import { schemaAt, type SchemaNote } from '../schemaAt.ts';
import type { Hover } from './hoverInput.ts';

/** What the format says about the key under the cursor, or about the word of its own that is its value. */
export function schemaHover(document: ParsedDocument, at: Offset): Hover | null {
  const pointer = document.pointerAt(at);
  const note = schemaAt(pointer);
  if (note === null) return null;
  const range = [document.keyRange(pointer), ...(note.values.length > 0 ? [document.valueRange(pointer)] : [])].find(
    ({ start, end }) => start <= at && at <= end,
  );
  return range === undefined ? null : { range, markdown: noteMarkdown(pointer, note) };
}

function noteMarkdown(pointer: string, note: SchemaNote): string {
  const heading = [`**${keyOf(pointer)}**`, note.type, note.required ? 'required' : ''].filter((word) => word !== '');
  const lines = [
    heading.join(' · '),
    note.description,
    ...(note.values.length === 0 ? [] : [`One of ${note.values.map(code).join(', ')}.`]),
    ...(note.fallback === null ? [] : [`When left out: ${code(note.fallback)}.`]),
    ...(note.example === null ? [] : [`Example: ${code(note.example)}`]),
  ];
  return lines.join('\n\n');
}

/** The key, or for an item of a list, the list's. */
function keyOf(pointer: string): string {
  const keys = pointer.split('/').filter((token) => !/^\d*$/.test(token));
  return keys.at(-1) ?? 'scenario';
}
