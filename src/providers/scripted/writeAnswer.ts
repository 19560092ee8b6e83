import type { ForcedTool } from '../../core/provider/provider.ts';
import type { Block, StopReason } from '../../core/transcript/transcript.ts';
import type { Answer, ScriptedAction, ScriptedVerdict } from '../generated/scriptedModelFile.ts';

/** A script has no tokens: it counts four characters as one, which is near the truth for English, and says so. */
const charactersPerToken = 4;

/** Rounded up. */
export function tokensOf(characters: number): number {
  return Math.ceil(characters / charactersPerToken);
}

export interface WrittenAnswer {
  readonly blocks: readonly Block[];
  readonly stop: StopReason;
  readonly outputTokens: number;
}

/**
 * An answer of the file as a provider would give it: reasoning in a block of its own, then the text with the actions after it
 * as tags, or the call that a judge was asked for. What is beyond `maxTokens` (reasoning counts) is cut off.
 */
export function writeAnswer(answer: Answer, maxTokens: number, forcedTool: ForcedTool | null): WrittenAnswer {
  const { reasoning = '', reasoning_hidden: isHidden = false, verdict } = answer;
  const budget = new Budget(maxTokens * charactersPerToken);
  const blocks: Block[] = [];
  if (isHidden) blocks.push({ type: 'reasoning', text: '', hidden: true });
  if (reasoning !== '') blocks.push({ type: 'reasoning', text: budget.take(reasoning), hidden: false });
  if (verdict && forcedTool) {
    const call = callOf(verdict, forcedTool.name);
    const json = JSON.stringify(call.input);
    // Half a call is no call.
    if (budget.take(json) === json) blocks.push(call);
  } else {
    const text = textOf(answer);
    const written = budget.take(text);
    if (written !== '' || blocks.length === 0) blocks.push({ type: 'text', text: written });
  }
  const stop = budget.isExceeded ? 'max_tokens' : (answer.stop ?? (verdict ? 'tool_use' : 'end'));
  return { blocks, stop, outputTokens: tokensOf(budget.used) };
}

class Budget {
  used = 0;
  isExceeded = false;
  private readonly characters: number;

  constructor(characters: number) {
    this.characters = characters;
  }

  take(text: string): string {
    const left = Math.max(0, this.characters - this.used);
    const isCut = text.length > left;
    this.isExceeded ||= isCut;
    // Half of a surrogate pair is no text.
    const end = isCut && /[\uD800-\uDBFF]/.test(text.charAt(left - 1)) ? left - 1 : left;
    const taken = text.slice(0, end);
    this.used += taken.length;
    return taken;
  }
}

function textOf({ text = '', actions }: Answer): string {
  return [...(text === '' ? [] : [text]), ...(actions ?? []).map(tagOf)].join('\n\n');
}

function tagOf({ tag, fields }: ScriptedAction): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return [`<${tag}>`, ...lines, `</${tag}>`].join('\n');
}

function callOf(
  { label, reason = '', evidence = [] }: ScriptedVerdict,
  tool: string,
): Extract<Block, { type: 'call' }> {
  return { type: 'call', id: 'scripted', tool, input: { label, reason, evidence } };
}
