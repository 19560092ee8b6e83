import type { ModelResponse } from '../../core/provider/provider.ts';
import { isObject, type JsonObject } from '../../core/text/json.ts';
import type { Block } from '../../core/transcript/transcript.ts';
import { parseJson } from './eventData.ts';
import { MalformedStream } from './streamErrors.ts';

/**
 * An answer in the JSON of a tool's schema as the call of that tool, so that nobody after this asks how the call was had.
 * An answer that was refused, cut off, or is no such JSON stays the text that it is.
 */
export function asForcedCall(response: ModelResponse, tool: string): ModelResponse {
  if (response.stop !== 'end') return response;
  const written = response.blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const input = parseJson(written);
  if (!isObject(input)) return response;
  const call: Block = { type: 'call', id: 'json', tool, input: input as JsonObject };
  return { ...response, blocks: [...response.blocks.filter(({ type }) => type !== 'text'), call], stop: 'tool_use' };
}

/** An answer to a request without tools of its own, a judge's: half a verdict is none, and is asked for again. */
export function withWholeCalls(response: ModelResponse): ModelResponse {
  const isBroken = response.blocks.some((block) => block.type === 'call' && block.raw !== undefined);
  if (isBroken) throw new MalformedStream('the arguments of a tool call are not a JSON object');
  return response;
}
