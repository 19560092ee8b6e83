import type { JsonValue } from '../text/json.ts';
import type { Block, Message } from './transcript.ts';

/** Whether any of these messages says a text, which is given in small letters: in words, reasoning, calls or results. */
export function hasText(messages: readonly Message[], small: string): boolean {
  return messages.some(({ blocks }) => blocks.some((block) => blockHasText(block, small)));
}

function blockHasText(block: Block, small: string): boolean {
  const has = (text: string): boolean => text.toLowerCase().includes(small);
  switch (block.type) {
    case 'text':
    case 'reasoning':
      return has(block.text);
    case 'result':
      return has(block.content) || has(block.tool);
    case 'call':
      return has(block.tool) || has(block.raw ?? '') || stringsOf(block.input).some(has);
    case 'other':
      return stringsOf(block.raw).some(has);
  }
}

function stringsOf(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}
