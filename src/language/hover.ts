import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import type { Offset, TextRange } from '../core/text/range.ts';
import { schemaAt } from './schemaAt.ts';

export interface Hover {
  readonly range: TextRange;
  readonly markdown: string;
}

/** What the format says about the key or value under the cursor. */
export function hoverAt(document: ParsedDocument, at: Offset): Hover | null {
  const pointer = document.pointerAt(at);
  const note = schemaAt(pointer);
  const range = document.keyRange(pointer);
  if (note === null || at < range.start || at > range.end) return null;
  const lines = [
    note.description,
    ...(note.values.length === 0 ? [] : [`One of ${note.values.map((value) => `\`${value}\``).join(', ')}.`]),
    ...(note.fallback === null ? [] : [`When left out: \`${note.fallback}\`.`]),
    ...(note.example === null ? [] : [`Example: \`${note.example}\``]),
  ];
  return { range, markdown: lines.join('\n\n') };
}
