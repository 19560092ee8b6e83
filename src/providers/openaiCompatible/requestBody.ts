import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { ForcedTool, ModelRequest } from '../../core/provider/provider.ts';
import { isObject, type JsonObject } from '../../core/text/json.ts';
import type { Message } from '../../core/transcript/transcript.ts';
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
  const { model, system, messages, parameters, forcedTool } = request;
  const takes = capabilitiesOf(profile, model);
  const { limit, strictFunctions } = dialectOf(profile);
  const asJson = takes.forcedCall === 'json';
  const body: ChatBody = {
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: [
      ...(system === null ? [] : [{ role: 'system', content: system } as const]),
      ...messages.map(chatMessage),
    ],
    [limit]: parameters.maxTokens,
    ...(forcedTool && (asJson ? jsonFormat(forcedTool) : forcedCall(forcedTool, strictFunctions))),
    ...(parameters.temperature !== undefined && { temperature: parameters.temperature }),
    ...(parameters.topP !== undefined && { top_p: parameters.topP }),
    ...reasoningOf(profile, request, takes),
  };
  return { body, jsonCall: asJson && forcedTool ? forcedTool.name : null };
}

function forcedCall(
  { name, description, inputSchema }: ForcedTool,
  strict: boolean,
): Pick<ChatBody, 'tools' | 'tool_choice'> {
  const parameters = strict ? outputSchema(inputSchema) : { ...inputSchema };
  return {
    tools: [{ type: 'function', function: { name, description, parameters, ...(strict && { strict }) } }],
    tool_choice: { type: 'function', function: { name } },
  };
}

function jsonFormat({ name, description, inputSchema }: ForcedTool): Pick<ChatBody, 'response_format'> {
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

function chatMessage({ role, blocks }: Message): ChatCompletionMessageParam {
  const content = blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
  if (role === 'user') return { role, content };
  const calls = blocks.flatMap((block) =>
    block.type === 'call'
      ? [
          {
            id: block.id,
            type: 'function' as const,
            function: { name: block.tool, arguments: JSON.stringify(block.input) },
          },
        ]
      : [],
  );
  // OpenRouter's signed or encrypted reasoning, which came from it and goes back as it came.
  const details = blocks.flatMap((block) =>
    block.type === 'reasoning' && isObject(block.opaque) && 'reasoning_details' in block.opaque ? [block.opaque] : [],
  );
  const message: ChatCompletionAssistantMessageParam = {
    role,
    content,
    ...(calls.length > 0 && { tool_calls: calls }),
  };
  return Object.assign(message, ...details) as ChatCompletionAssistantMessageParam;
}
