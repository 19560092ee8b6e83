import type { Usage } from '../../core/transcript/transcript.ts';
import type { InspectUsage } from './inspectTypes.ts';

/** Null where a number that Inspect wants is not known: it has no way to say so, and zero would be wrong. */
export function knownUsage(usage: Usage): InspectUsage | null {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = usage;
  if (inputTokens === null || outputTokens === null) return null;
  return {
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0),
    ...(cacheReadTokens !== null && { input_tokens_cache_read: cacheReadTokens }),
    ...(cacheWriteTokens !== null && { input_tokens_cache_write: cacheWriteTokens }),
  };
}
