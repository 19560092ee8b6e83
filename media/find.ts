import type { MarkedText, TranscriptPart } from './viewTypes.ts';

/** One place where a transcript has the text that is looked for. */
export interface Found {
  /** Which part of the transcript has that text. */
  readonly part: number;
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
  for (const [index, part] of parts.entries()) {
    for (const text of textsOf(part)) {
      for (const { index: at } of whole(text).matchAll(matcher(needle))) {
        if (found.length === mostFound) return found;
        found.push({ part: index, text, at });
      }
    }
  }
  return found;
}

/** The first text that has a piece of evidence; null: none has. */
export function evidenceIn(parts: readonly TranscriptPart[], evidence: number): Omit<Found, 'at'> | null {
  for (const [part, each] of parts.entries()) {
    const text = textsOf(each).find((one) => one.some(({ marks }) => marks.includes(evidence)));
    if (text !== undefined) return { part, text };
  }
  return null;
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
