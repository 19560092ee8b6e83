import type { JsonObject } from '../../core/text/json.ts';
import type { Usage } from '../../core/transcript/transcript.ts';

/** Token counts that are counts; anything else is unknown. */
export function readUsage(usage: JsonObject): Usage {
  return {
    inputTokens: count(usage['input_tokens']),
    outputTokens: count(usage['output_tokens']),
    cacheReadTokens: count(usage['cache_read_input_tokens']),
    cacheWriteTokens: count(usage['cache_creation_input_tokens']),
  };
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
