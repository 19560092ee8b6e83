import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionFunctionTool,
  ChatCompletionMessageFunctionToolCall,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { ModelRequest } from '../../core/provider/provider.ts';
import type { ToolDefinition } from '../../core/trial/trial.ts';
import { isObject, type JsonObject } from '../../core/text/json.ts';
import type { Block, Call, Message } from '../../core/transcript/transcript.ts';
import { outputSchema } from '../http/outputSchema.ts';
import { capabilitiesOf, dialectOf, type ModelTakes } from './capabilities.ts';

/** The library's types have OpenAI's own parameters alone; these are other services'. */
export type ChatBody = Omit<ChatCompletionCreateParamsStreaming, 'reasoning_effort'> & OtherParameters;

interface OtherParameters {
  readonly reasoning_effort?: string;
  /** DeepSeek. */
  readonly thinking?: { readonly type: 'disabled' };
  /** OpenRouter. */
  readonly reasoning?: { readonly effort: string } | { readonly max_tokens: number };
  readonly provider?: { readonly require_parameters: true };
  /** Gemini; under this name, which the documentation of its libraries uses for another thing. */
  readonly extra_body?: JsonObject;
}

/** How the answer must be read: whether its text is the JSON of a forced call. */
interface PreparedRequest {
  readonly body: ChatBody;
  readonly jsonCall: string | null;
}

/** The body of one POST to `/chat/completions`. What the request leaves open is not sent. */
export function prepareRequest(profile: string, request: ModelRequest): PreparedRequest {
  const { model, system, messages, parameters, forcedTool, tools } = request;
  const takes = capabilitiesOf(profile, model);
  const { limit, strictFunctions } = dialectOf(profile);
  const asJson = takes.forcedCall === 'json';
  const body: ChatBody = {
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: [
      ...(system === null ? [] : [{ role: 'system', content: system } as const]),
      ...messages.flatMap((message) => chatMessages(profile, message)),
    ],
    [limit]: parameters.maxTokens,
    ...(tools.length > 0 && { tools: tools.map((tool) => functionOf(tool)) }),
    ...(forcedTool && (asJson ? jsonFormat(forcedTool) : forcedCall(forcedTool, strictFunctions))),
    ...(parameters.temperature !== undefined && { temperature: parameters.temperature }),
    ...(parameters.topP !== undefined && { top_p: parameters.topP }),
    ...reasoningOf(profile, request, takes),
  };
  return { body, jsonCall: asJson && forcedTool ? forcedTool.name : null };
}

function functionOf({ name, description, inputSchema }: ToolDefinition, strict = false): ChatCompletionFunctionTool {
  const parameters = strict ? outputSchema(inputSchema) : { ...inputSchema };
  return { type: 'function', function: { name, description, parameters, ...(strict && { strict }) } };
}

function forcedCall(tool: ToolDefinition, strict: boolean): Pick<ChatBody, 'tools' | 'tool_choice'> {
  return {
    tools: [functionOf(tool, strict)],
    tool_choice: { type: 'function', function: { name: tool.name } },
  };
}

function jsonFormat({ name, description, inputSchema }: ToolDefinition): Pick<ChatBody, 'response_format'> {
  const schema = outputSchema(inputSchema);
  return { response_format: { type: 'json_schema', json_schema: { name, description, strict: true, schema } } };
}

function reasoningOf(
  profile: string,
  { parameters: { reasoning }, forcedTool }: ModelRequest,
  { forcedCall: by, showsThoughts }: ModelTakes,
): OtherParameters {
  if (forcedTool && by === 'without-thinking') return { thinking: { type: 'disabled' } };
  switch (dialectOf(profile).reasoning) {
    case 'effort':
      return reasoning && 'effort' in reasoning ? { reasoning_effort: reasoning.effort } : {};
    case 'openrouter':
      // A route that would leave a parameter out is not taken.
      return {
        ...(reasoning && {
          reasoning: 'effort' in reasoning ? { effort: reasoning.effort } : { max_tokens: reasoning.budget },
        }),
        provider: { require_parameters: true },
      };
    case 'gemini': {
      if (!reasoning && !showsThoughts) return {};
      const amount =
        reasoning &&
        ('effort' in reasoning ? { thinking_level: reasoning.effort } : { thinking_budget: reasoning.budget });
      return { extra_body: { google: { thinking_config: { ...amount, include_thoughts: true } } } };
    }
  }
}

/** What the tools returned is a message for each, right after the answer that called them; what the user says follows. */
function chatMessages(profile: string, { role, blocks }: Message): readonly ChatCompletionMessageParam[] {
  const content = blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
  if (role === 'assistant') return [assistantMessage(profile, blocks, content)];
  const results = blocks.filter((block) => block.type === 'result');
  return [
    ...results.map((result) => ({ role: 'tool' as const, tool_call_id: result.call, content: result.content })),
    ...(results.length > 0 && content === '' ? [] : [{ role, content }]),
  ];
}

function assistantMessage(
  profile: string,
  blocks: readonly Block[],
  content: string,
): ChatCompletionAssistantMessageParam {
  const calls = blocks.flatMap((block) => (block.type === 'call' ? [callParam(block)] : []));
  // OpenRouter's signed or encrypted reasoning, which came from it and goes back as it came.
  const details = blocks.flatMap((block) =>
    block.type === 'reasoning' && isObject(block.opaque) && 'reasoning_details' in block.opaque ? [block.opaque] : [],
  );
  const message: ChatCompletionAssistantMessageParam = {
    role: 'assistant',
    content,
    ...(calls.length > 0 && { tool_calls: calls }),
  };
  const thoughts = calls.length > 0 && wantsThoughtsBack(profile) ? [{ reasoning_content: thoughtsOf(blocks) }] : [];
  return Object.assign(message, ...details, ...thoughts) as ChatCompletionAssistantMessageParam;
}

function callParam({ id, tool, input, raw, opaque }: Call): ChatCompletionMessageFunctionToolCall {
  const call = { id, type: 'function', function: { name: tool, arguments: raw ?? JSON.stringify(input) } } as const;
  return opaque === undefined ? call : { ...call, ...opaque };
}

/** DeepSeek refuses the results of calls that it made while it thought, where the thoughts are left out. */
function wantsThoughtsBack(profile: string): boolean {
  return profile === 'deepseek';
}

function thoughtsOf(blocks: readonly Block[]): string {
  return blocks.map((block) => (block.type === 'reasoning' ? block.text : '')).join('');
}
