import type { ModelRequest } from '../../provider/provider.ts';
import type { Usage } from '../../transcript/transcript.ts';

/** Of English text, about; other scripts have more tokens, which the answer's own count corrects. */
const charactersPerToken = 4;

/** About the most tokens that a request may cost, input and output, before its answer says how many they were. */
export function requestTokens({ system, messages, parameters, forcedTool, tools }: ModelRequest): number {
  const written = messages.reduce((sum, { blocks }) => sum + JSON.stringify(blocks).length, system?.length ?? 0);
  const told = forcedTool === null ? tools : [...tools, forcedTool];
  const schema = told.length === 0 ? 0 : JSON.stringify(told).length;
  return Math.ceil((written + schema) / charactersPerToken) + parameters.maxTokens;
}

/** What a response counts against a limit; null where its provider does not say. Reading a cache is not limited. */
export function limitedTokens({ inputTokens, outputTokens, cacheWriteTokens }: Usage): number | null {
  return inputTokens === null || outputTokens === null ? null : inputTokens + outputTokens + (cacheWriteTokens ?? 0);
}
