import type { JsonObject } from '../../core/text/json.ts';
import type { Usage } from '../../core/transcript/transcript.ts';
import { tokenCount } from '../http/eventData.ts';

/** Token counts that are counts; anything else is unknown. */
export function readUsage(usage: JsonObject): Usage {
  return {
    inputTokens: tokenCount(usage['input_tokens']),
    outputTokens: tokenCount(usage['output_tokens']),
    cacheReadTokens: tokenCount(usage['cache_read_input_tokens']),
    cacheWriteTokens: tokenCount(usage['cache_creation_input_tokens']),
  };
}
