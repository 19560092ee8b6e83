import type { Usage } from './transcript.ts';

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

/** The sum of two; unknown where one of them is. */
export function addUsage(sum: Usage, more: Usage): Usage {
  return {
    inputTokens: add(sum.inputTokens, more.inputTokens),
    outputTokens: add(sum.outputTokens, more.outputTokens),
    cacheReadTokens: add(sum.cacheReadTokens, more.cacheReadTokens),
    cacheWriteTokens: add(sum.cacheWriteTokens, more.cacheWriteTokens),
  };
}

function add(sum: number | null, more: number | null): number | null {
  return sum === null || more === null ? null : sum + more;
}
