import { isObject, type JsonObject } from '../../core/text/json.ts';
import type { Usage } from '../../core/transcript/transcript.ts';
import { tokenCount } from '../http/eventData.ts';

/** What is known before the service has said a count. */
export const unknownUsage: Usage = {
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
};

/**
 * The tokens of a chat completion. `prompt_tokens` holds those read from and written to a cache, which are counted apart
 * here. Whoever counts `cached_tokens` and says nothing of writes bills none for them.
 */
export function readUsage(usage: JsonObject): Usage {
  const prompt = tokenCount(usage['prompt_tokens']);
  const details = isObject(usage['prompt_tokens_details']) ? usage['prompt_tokens_details'] : {};
  // DeepSeek has a name of its own.
  const read = tokenCount(details['cached_tokens']) ?? tokenCount(usage['prompt_cache_hit_tokens']);
  const write = tokenCount(details['cache_write_tokens']) ?? (read === null ? null : 0);
  const fresh = prompt === null ? null : prompt - (read ?? 0) - (write ?? 0);
  return {
    inputTokens: tokenCount(fresh),
    outputTokens: outputTokens(usage, prompt),
    cacheReadTokens: read,
    cacheWriteTokens: write,
  };
}

/** xAI and Gemini leave reasoning out of `completion_tokens`; the total always has it. */
function outputTokens(usage: JsonObject, prompt: number | null): number | null {
  const completion = tokenCount(usage['completion_tokens']);
  const total = tokenCount(usage['total_tokens']);
  if (completion === null || total === null || prompt === null) return completion;
  return Math.max(completion, total - prompt);
}

/** Whether the model has thought, whether or not it shows what. */
export function hasReasoned(usage: JsonObject): boolean {
  const details = usage['completion_tokens_details'];
  const count = isObject(details) ? tokenCount(details['reasoning_tokens']) : null;
  return (count ?? 0) > 0;
}
