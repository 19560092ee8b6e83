import type { ToolDefinition } from '../../core/trial/trial.ts';
import { isObject, type JsonObject, type JsonValue } from '../../core/text/json.ts';
import type { Block, Call, StopReason } from '../../core/transcript/transcript.ts';
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

/** What a call looks like in an answer. */
export interface CallForm {
  /** The one call that a judge is asked for. */
  readonly forcedTool: ToolDefinition | null;
  /** The native tools by their tags, in lower case: none where actions are tags in the text. */
  readonly byTag: ReadonlyMap<string, ToolDefinition>;
  /** Which answer it is: part of the ids of its calls. */
  readonly turn: number;
}

/**
 * An answer of the file as a provider would give it: reasoning in a block of its own, then the text with the actions after it
 * as tags or as native calls, or the call that a judge was asked for. What is beyond `maxTokens` (reasoning counts) is cut off.
 */
export function writeAnswer(answer: Answer, maxTokens: number, form: CallForm): WrittenAnswer {
  const { forcedTool } = form;
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
    const calls = nativeCalls(answer, form);
    const text = textOf(answer, form);
    const written = budget.take(text);
    if (written !== '' || (blocks.length === 0 && calls.length === 0)) blocks.push({ type: 'text', text: written });
    for (const call of calls) {
      const json = JSON.stringify(call.input);
      if (budget.take(json) === json) blocks.push(call);
    }
  }
  const hasCall = blocks.some(({ type }) => type === 'call');
  const stop = budget.isExceeded ? 'max_tokens' : (answer.stop ?? (hasCall ? 'tool_use' : 'end'));
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

function textOf({ text = '', actions }: Answer, { byTag }: CallForm): string {
  const tags = (actions ?? []).filter(({ tag }) => !byTag.has(tag.toLowerCase())).map(tagOf);
  return [...(text === '' ? [] : [text]), ...tags].join('\n\n');
}

function nativeCalls({ actions }: Answer, { byTag, turn }: CallForm): readonly Call[] {
  return (actions ?? []).flatMap(({ tag, fields }, index): readonly Call[] => {
    const tool = byTag.get(tag.toLowerCase());
    if (tool === undefined) return [];
    const { properties } = tool.inputSchema;
    const input = Object.entries(fields).map(([name, value]) => [
      name,
      typed(value, isObject(properties) ? properties[name] : null),
    ]);
    return [
      {
        type: 'call',
        id: `call_${turn}_${index + 1}`,
        tool: tool.name,
        input: Object.fromEntries(input) as JsonObject,
      },
    ];
  });
}

/** A file writes texts; a schema may want something else. What it does not want is left for it to refuse. */
function typed(value: string, schema: unknown): JsonValue {
  const type = isObject(schema) ? schema['type'] : null;
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (type === 'array' || type === 'object') return parsed(value);
  const isNumber = (type === 'number' || type === 'integer') && value.trim() !== '' && Number.isFinite(Number(value));
  return isNumber ? Number(value) : value;
}

function parsed(value: string): JsonValue {
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

function tagOf({ tag, fields }: ScriptedAction): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return [`<${tag}>`, ...lines, `</${tag}>`].join('\n');
}

function callOf(verdict: ScriptedVerdict, tool: string): Call {
  return { type: 'call', id: 'scripted', tool, input: { reason: '', evidence: [], ...verdict } };
}
