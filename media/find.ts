import type { MarkedText, TranscriptPart } from './viewTypes.ts';

/** One place where a transcript has the text that is looked for. */
export interface Found {
  /** The text that has it: the same value that is drawn. */
  readonly text: MarkedText;
  /** In UTF-16 units from its start. */
  readonly at: number;
}

/** More are not counted. */
export const mostFound = 10_000;

/** Finds a text in capital or small letters; it is text, never a pattern. */
export function matcher(needle: string): RegExp {
  return new RegExp(needle.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'giu');
}

/** Every place, in the order in which they are drawn; of a very common word the first ones. */
export function findAll(parts: readonly TranscriptPart[], needle: string): readonly Found[] {
  if (needle === '') return [];
  const found: Found[] = [];
  for (const text of parts.flatMap(textsOf)) {
    for (const { index } of whole(text).matchAll(matcher(needle))) {
      if (found.length === mostFound) return found;
      found.push({ text, at: index });
    }
  }
  return found;
}

function textsOf(part: TranscriptPart): readonly MarkedText[] {
  return part.kind === 'action' ? part.fields.map(({ text }) => text) : [part.text];
}

function whole(text: MarkedText): string {
  return text.length === 1 ? (text[0]?.text ?? '') : text.map((stretch) => stretch.text).join('');
}

/** The text from an offset on. */
export function fromOffset(text: MarkedText, offset: number): MarkedText {
  if (offset === 0) return text;
  let before = 0;
  return text.flatMap((stretch) => {
    const start = before;
    before += stretch.text.length;
    if (before <= offset) return [];
    return [start >= offset ? stretch : { ...stretch, text: stretch.text.slice(offset - start) }];
  });
}
