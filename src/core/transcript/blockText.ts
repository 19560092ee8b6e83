import type { JsonValue } from '../text/json.ts';
import type { Block, Location, Transcript } from './transcript.ts';

export interface CallLine {
  readonly key: string;
  /** Where the value stands in the block's text. */
  readonly start: number;
  readonly end: number;
}

/**
 * The string that locations in a block count in: a text's or a reasoning's own text; for a native call one `key: value` line
 * for each input, so that it reads, and is quoted, like an action that was written as text. A block that is not known has none.
 */
export function blockText(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'reasoning':
      return block.text;
    case 'call':
      return callText(block.input).text;
    case 'result':
      return block.content;
    case 'other':
      return '';
  }
}

/** A call's input as text, with the place of each value. */
export function callText(input: Readonly<Record<string, JsonValue>>): { text: string; lines: readonly CallLine[] } {
  const lines: CallLine[] = [];
  let text = '';
  for (const [key, value] of Object.entries(input)) {
    if (text !== '') text += '\n';
    const written = valueText(value);
    const start = text.length + key.length + 2;
    lines.push({ key, start, end: start + written.length });
    text += `${key}: ${written}`;
  }
  return { text, lines };
}

/** A value as it is shown: a text as it is, a list of texts with commas, anything else as JSON. */
export function valueText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
  return JSON.stringify(value);
}

/** The characters at a location; empty where the transcript has no such block. */
export function textAt(transcript: Pick<Transcript, 'messages'>, at: Location): string {
  const block = transcript.messages[at.message]?.blocks[at.block];
  return block === undefined ? '' : blockText(block).slice(at.start, at.end);
}
