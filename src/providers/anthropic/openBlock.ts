import type { Delta } from '../../core/provider/provider.ts';
import { isObject, type JsonObject } from '../../core/text/json.ts';
import type { Block } from '../../core/transcript/transcript.ts';
import { parseJson } from '../http/eventData.ts';
import { MalformedStream } from '../http/streamErrors.ts';

/** A block while its pieces arrive. */
export interface OpenBlock {
  isOpen: boolean;
  /** Adds a piece; returns what of it can be shown. A piece of a kind that is not known is passed over. */
  extend(delta: JsonObject): Delta | null;
  /** @param isCut The message stopped at its limit: the last block may be half a block. */
  finish(isCut: boolean): Block;
}

export function createBlock(start: JsonObject): OpenBlock {
  switch (start['type']) {
    case 'text':
      return textBlock(text(start, 'text'));
    case 'thinking':
      return thinkingBlock(text(start, 'thinking'), start['signature']);
    case 'redacted_thinking':
      return fixedBlock({ type: 'reasoning', text: '', hidden: true, opaque: { data: text(start, 'data') } });
    case 'tool_use':
      return callBlock(start);
    default:
      return otherBlock(start);
  }
}

function textBlock(initial: string): OpenBlock {
  let written = initial;
  return {
    isOpen: true,
    extend(delta) {
      if (delta['type'] !== 'text_delta') return null;
      const piece = text(delta, 'text');
      written += piece;
      return { kind: 'text', text: piece };
    },
    finish: () => ({ type: 'text', text: written }),
  };
}

function thinkingBlock(initial: string, initialSignature: unknown): OpenBlock {
  let thought = initial;
  let signature = typeof initialSignature === 'string' ? initialSignature : '';
  return {
    isOpen: true,
    extend(delta) {
      if (delta['type'] === 'signature_delta') signature += text(delta, 'signature');
      if (delta['type'] !== 'thinking_delta') return null;
      const piece = text(delta, 'thinking');
      thought += piece;
      return { kind: 'reasoning', text: piece };
    },
    // A signature without text stands for thoughts that the service keeps to itself.
    finish: () => ({
      type: 'reasoning',
      text: thought,
      hidden: thought === '',
      ...(signature !== '' && { opaque: { signature } }),
    }),
  };
}

function callBlock(start: JsonObject): OpenBlock {
  const id = text(start, 'id');
  const tool = text(start, 'name');
  let json = '';
  return {
    isOpen: true,
    extend(delta) {
      if (delta['type'] === 'input_json_delta') json += text(delta, 'partial_json');
      return null;
    },
    finish(isCut) {
      const input = json === '' ? start['input'] : parseJson(json);
      if (isObject(input)) return { type: 'call', id, tool, input: input as JsonObject };
      // Cut off at the limit: no call, but not lost either.
      if (isCut) return { type: 'other', raw: { ...start, partial_json: json } };
      return { type: 'call', id, tool, input: {}, raw: json };
    },
  };
}

function otherBlock(start: JsonObject): OpenBlock {
  const deltas: JsonObject[] = [];
  return {
    isOpen: true,
    extend(delta) {
      deltas.push(delta);
      return null;
    },
    finish: () => ({ type: 'other', raw: deltas.length === 0 ? start : { ...start, deltas } }),
  };
}

function fixedBlock(block: Block): OpenBlock {
  return { isOpen: true, extend: () => null, finish: () => block };
}

function text(holder: JsonObject, key: string): string {
  const value = holder[key];
  if (typeof value === 'string') return value;
  throw new MalformedStream(`a block has no \`${key}\``);
}
