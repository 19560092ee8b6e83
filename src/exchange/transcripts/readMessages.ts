import { isObject, type JsonObject } from '../../core/text/json.ts';
import type { Block, Message } from '../../core/transcript/transcript.ts';
import type { ImportedTranscript } from './imported.ts';
import { Refusal } from './refusal.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Messages as chat APIs write them: `content` is a text or a list of parts, calls stand in parts or in `tool_calls`, results in
 * messages of the role `tool`. What comes before the first answer is the prompt. Throws `Refusal`.
 */
export function readMessages(value: unknown): Pick<ImportedTranscript, 'prompt' | 'messages'> {
  if (!Array.isArray(value)) throw new Refusal('`messages` is not a list');
  const list = value as readonly unknown[];
  const all = list.map((each, index) => fieldsOf(each, index));
  const first = all.findIndex(({ role }) => role === 'assistant');
  if (first === -1) throw new Refusal('`messages` has no answer: one has to have the role `assistant`');
  const tools = new Map<string, string>();
  const messages = all.slice(first).map((each, index) => messageOf(each, first + index, tools));
  return { prompt: promptOf(all.slice(0, first)), messages: joined(messages) };
}

function fieldsOf(value: unknown, index: number): Fields {
  if (!isObject(value)) throw new Refusal(`message ${index + 1} is not a JSON object`);
  return value;
}

function promptOf(before: readonly Fields[]): ImportedTranscript['prompt'] {
  const said = (roles: readonly string[]): readonly string[] =>
    before.flatMap(({ role, content }, index) => (roles.includes(String(role)) ? [textOf(content, index)] : []));
  const odd = before.findIndex(({ role }) => !['system', 'developer', 'user'].includes(String(role)));
  if (odd !== -1) throw new Refusal(`message ${odd + 1} comes before the first answer, and is neither system nor user`);
  const system = said(['system', 'developer']);
  const user = said(['user']);
  if (user.length === 0) return null;
  return { system: system.length === 0 ? null : system.join('\n\n'), user: user.join('\n\n') };
}

function messageOf(message: Fields, index: number, tools: Map<string, string>): Message {
  const { role, content } = message;
  if (role === 'assistant') {
    const blocks = [...reasoningOf(message), ...blocksOf(content, index, tools), ...callsOf(message, index, tools)];
    return { role, blocks };
  }
  if (role === 'user') return { role, blocks: blocksOf(content, index, tools) };
  if (role === 'system' || role === 'developer')
    return { role: 'user', blocks: [{ type: 'text', text: textOf(content, index) }] };
  if (role !== 'tool')
    throw new Refusal(`message ${index + 1} has the role ${quoted(role)}: write system, user, assistant or tool`);
  const call = typeof message['tool_call_id'] === 'string' ? message['tool_call_id'] : '';
  return { role: 'user', blocks: [resultOf({ call, content, isError: false }, index, tools)] };
}

function reasoningOf({ reasoning, reasoning_content: other }: Fields): readonly Block[] {
  const text = typeof reasoning === 'string' ? reasoning : other;
  return typeof text === 'string' && text !== '' ? [{ type: 'reasoning', text, hidden: false }] : [];
}

function textOf(content: unknown, index: number): string {
  const blocks = blocksOf(content, index, new Map());
  return blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

function blocksOf(content: unknown, index: number, tools: Map<string, string>): readonly Block[] {
  if (content === null || content === undefined) return [];
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  if (!Array.isArray(content))
    throw new Refusal(`the content of message ${index + 1} is neither a text nor a list of parts`);
  return (content as readonly unknown[]).map((part) => partOf(part, index, tools));
}

function partOf(part: unknown, index: number, tools: Map<string, string>): Block {
  if (typeof part === 'string') return { type: 'text', text: part };
  if (!isObject(part)) throw new Refusal(`a part of message ${index + 1} is neither a text nor a JSON object`);
  const { type, text, thinking, reasoning } = part;
  if (type === 'text' && typeof text === 'string') return { type, text };
  const thought = [thinking, reasoning, text].find((each) => typeof each === 'string');
  if ((type === 'thinking' || type === 'reasoning') && typeof thought === 'string')
    return { type: 'reasoning', text: thought, hidden: part['redacted'] === true };
  if (type === 'redacted_thinking') return { type: 'reasoning', text: '', hidden: true };
  if (type === 'tool_use') return callOf(part['id'], part['name'], part['input'], { index, tools });
  if (type === 'tool_result') {
    const call = typeof part['tool_use_id'] === 'string' ? part['tool_use_id'] : '';
    return resultOf({ call, content: part['content'], isError: part['is_error'] === true }, index, tools);
  }
  throw new Refusal(
    `message ${index + 1} has a part of the type ${quoted(type)}: write text, reasoning, tool_use or tool_result`,
  );
}

/** As Chat Completions and Inspect write them. */
function callsOf(message: Fields, index: number, tools: Map<string, string>): readonly Block[] {
  const calls = message['tool_calls'] ?? [];
  if (!Array.isArray(calls)) throw new Refusal(`\`tool_calls\` of message ${index + 1} is not a list`);
  return (calls as readonly unknown[]).map((each) => {
    if (!isObject(each)) throw new Refusal(`a call of message ${index + 1} is not a JSON object`);
    const made = isObject(each['function'])
      ? each['function']
      : { name: each['function'], arguments: each['arguments'] };
    return callOf(each['id'], made['name'], made['arguments'], { index, tools });
  });
}

interface CallPlace {
  readonly index: number;
  /** The tool of each call until now, by the call's id. */
  readonly tools: Map<string, string>;
}

function callOf(given: unknown, tool: unknown, args: unknown, { index, tools }: CallPlace): Block {
  if (typeof tool !== 'string' || tool === '') throw new Refusal(`a call of message ${index + 1} names no tool`);
  const id = typeof given === 'string' ? given : `call-${index + 1}-${tools.size + 1}`;
  tools.set(id, tool);
  const input = typeof args === 'string' ? parsed(args) : args;
  if (isObject(input)) return { type: 'call', id, tool, input: input as JsonObject };
  return { type: 'call', id, tool, input: {}, raw: typeof args === 'string' ? args : JSON.stringify(args ?? null) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function resultOf(
  { call, content, isError }: { readonly call: string; readonly content: unknown; readonly isError: boolean },
  index: number,
  tools: ReadonlyMap<string, string>,
): Block {
  return { type: 'result', call, tool: tools.get(call) ?? 'unknown', content: textOf(content, index), isError };
}

function quoted(word: unknown): string {
  return typeof word === 'string' ? JSON.stringify(word) : 'none';
}

/** What is said between two answers is one message. */
function joined(messages: readonly Message[]): readonly Message[] {
  const all: Message[] = [];
  for (const message of messages) {
    const last = all.at(-1);
    if (last?.role === 'user' && message.role === 'user')
      all[all.length - 1] = { role: 'user', blocks: [...last.blocks, ...message.blocks] };
    else all.push(message);
  }
  return all;
}
