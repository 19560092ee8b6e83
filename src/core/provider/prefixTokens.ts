import type { ModelRequest } from './provider.ts';

/** Of English text, about; a text of another script has more, so that this is too low rather than too high. */
const charactersPerToken = 4;

/** About how many tokens all trials of one condition have in common: tools, the system prompt and the first message. */
export function prefixTokens({ system, messages, tools }: ModelRequest): number {
  const blocks = messages[0]?.blocks ?? [];
  const characters = blocks.reduce((sum, block) => sum + (block.type === 'text' ? block.text.length : 0), 0);
  const described = tools.length === 0 ? 0 : JSON.stringify(tools).length;
  return Math.floor(((system?.length ?? 0) + characters + described) / charactersPerToken);
}
