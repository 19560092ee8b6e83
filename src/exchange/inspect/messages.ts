import { readTranscript } from '../../core/transcript/readTranscript.ts';
import type { Action, Block, Transcript } from '../../core/transcript/transcript.ts';
import type { Prompt } from '../../core/trial/trial.ts';
import type { InspectAssistant, InspectContent, InspectMessage, InspectToolCall } from './inspectTypes.ts';

type Written = Pick<Transcript, 'messages' | 'course'>;

/** What is sent first: Inspect's `input`. */
export function inputMessages({ system, messages }: Prompt): readonly InspectMessage[] {
  const first = messages[0]?.content.text ?? '';
  return [
    ...(system === null ? [] : [{ role: 'system', source: 'input', content: system.text } as const]),
    { role: 'user', source: 'input', content: first },
  ];
}

/**
 * What follows, in Inspect's words. Actions that were written as text stand in their message twice: as the text, and as the tool
 * calls that were read from it, which its metadata says.
 */
export function answerMessages(transcript: Written, prompt: Prompt): readonly InspectMessage[] {
  const byMessage = Map.groupBy(readActions(transcript, prompt), ({ action }) => action.at.message);
  return transcript.messages.flatMap(({ role, blocks }, index): readonly InspectMessage[] => {
    if (role === 'assistant') return [assistant(blocks, byMessage.get(index) ?? [])];
    const probe = transcript.course?.probes.find(({ message }) => message === index)?.id ?? null;
    return blocks.flatMap((block) => told(block, probe));
  });
}

/** Of a conversation without an answer, none. What the model said before it was asked the probes. */
export function lastAnswer({ messages, course }: Written, written: readonly InspectMessage[]): InspectAssistant | null {
  const end = course?.probes[0]?.message ?? messages.length;
  const answers = messages.slice(0, end).filter(({ role }) => role === 'assistant').length;
  return written.filter((message) => message.role === 'assistant')[answers - 1] ?? null;
}

interface NumberedAction {
  /** From 1, through the whole conversation: results name it. */
  readonly number: number;
  readonly action: Action;
}

/** Those that are no calls of the provider's own. */
function readActions(transcript: Written, prompt: Prompt): readonly NumberedAction[] {
  if (prompt.protocol === 'native') return [];
  return readTranscript(transcript, prompt)
    .actions.filter(
      ({ form, at }) => form !== 'placeholder' && transcript.messages[at.message]?.blocks[at.block]?.type !== 'call',
    )
    .map((action, index) => ({ number: index + 1, action }));
}

function assistant(blocks: readonly Block[], actions: readonly NumberedAction[]): InspectAssistant {
  const native = blocks.flatMap((block) => (block.type === 'call' ? [nativeCall(block)] : []));
  const calls = [...native, ...actions.map(readCall)];
  return {
    role: 'assistant',
    source: 'generate',
    content: blocks.flatMap(content),
    ...(calls.length > 0 && { tool_calls: calls }),
    ...(actions.length > 0 && { metadata: { tool_calls_read_from: 'text' } }),
  };
}

function content(block: Block): readonly InspectContent[] {
  switch (block.type) {
    case 'text':
      return [{ type: 'text', text: block.text }];
    case 'reasoning':
      return [{ type: 'reasoning', reasoning: block.text, redacted: block.hidden }];
    case 'other':
      return [{ type: 'data', data: { raw: block.raw } }];
    case 'call':
    case 'result':
      return [];
  }
}

function nativeCall({ id, tool, input, raw }: Extract<Block, { type: 'call' }>): InspectToolCall {
  const call = { id, function: tool, arguments: input, type: 'function' } as const;
  return raw === undefined ? call : { ...call, parse_error: `not a JSON object: ${raw}` };
}

function readCall({ number, action: { tool, fields } }: NumberedAction): InspectToolCall {
  const named = Object.fromEntries(fields.map(({ name, text }) => [name, text]));
  return { id: String(number), function: tool, arguments: named, type: 'function' };
}

function told(block: Block, probe: string | null): readonly InspectMessage[] {
  if (block.type === 'text')
    return [{ role: 'user', source: 'input', content: block.text, ...(probe !== null && { metadata: { probe } }) }];
  if (block.type !== 'result') return [];
  const { call, tool, isError, content: says } = block;
  return [
    {
      role: 'tool',
      content: says,
      tool_call_id: call,
      function: tool,
      ...(isError && { error: { type: 'unknown', message: says } }),
    },
  ];
}
