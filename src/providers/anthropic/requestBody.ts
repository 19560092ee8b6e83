import type {
  ContentBlockParam,
  MessageCountTokensParams,
  MessageCreateParamsStreaming,
  MessageParam,
  OutputConfig,
  ThinkingConfigParam,
  Tool,
} from '@anthropic-ai/sdk/resources/messages/messages';
import { assertNever } from '../../core/text/assertNever.ts';
import { isObject, type JsonObject } from '../../core/text/json.ts';
import type { Block, Call, Message } from '../../core/transcript/transcript.ts';
import type { ModelRequest } from '../../core/provider/provider.ts';
import type { ToolDefinition } from '../../core/trial/trial.ts';
import { outputSchema } from '../http/outputSchema.ts';
import { capabilitiesOf } from './capabilities.ts';

/** The SDK's types have no sampling parameters any more; models up to 4.6 still take them. */
export type RequestBody = MessageCreateParamsStreaming & { readonly temperature?: number; readonly top_p?: number };

/** How the answer must be read: whether its text is the JSON of a forced call. */
export interface PreparedRequest {
  readonly body: RequestBody;
  readonly jsonCall: string | null;
}

/** The body of one POST to `/v1/messages`. What the request leaves open is not sent. */
export function prepareRequest(request: ModelRequest, sharesPrefix = false): PreparedRequest {
  const { model, system, messages, parameters, forcedTool, tools } = request;
  const forced = forcedTool === null ? null : (capabilitiesOf(model)?.forcedCall ?? 'tool_choice');
  const thinking = forced === 'tool_choice' ? thinkingBesideForcedCall(model) : thinkingOf(request);
  const output = forced === 'tool_choice' ? {} : outputOf(request);
  const body: RequestBody = {
    model,
    max_tokens: parameters.maxTokens,
    stream: true,
    messages: messageParams(messages, sharesPrefix),
    ...(system !== null && { system }),
    ...(thinking && { thinking }),
    ...(Object.keys(output).length > 0 && { output_config: output }),
    ...(tools.length > 0 && { tools: tools.map(toolParam) }),
    ...(forced === 'tool_choice' && forcedTool && forcedCall(forcedTool)),
    ...(parameters.temperature !== undefined && { temperature: parameters.temperature }),
    ...(parameters.topP !== undefined && { top_p: parameters.topP }),
  };
  return { body, jsonCall: forced === 'json' && forcedTool ? forcedTool.name : null };
}

/** The body of one POST to `/v1/messages/batches`. */
export interface BatchBody {
  readonly requests: readonly {
    readonly custom_id: string;
    readonly params: Omit<RequestBody, 'stream'> & { readonly stream: false };
  }[];
}

/** What counts toward the tokens that a request sends, for `/v1/messages/count_tokens`. */
export type CountBody = Pick<
  MessageCountTokensParams,
  'model' | 'messages' | 'system' | 'thinking' | 'output_config' | 'tools' | 'tool_choice'
>;

export function countBody(request: ModelRequest): CountBody {
  const { model, messages, system, thinking, output_config, tools, tool_choice } = prepareRequest(request).body;
  return {
    model,
    messages,
    ...(system !== undefined && { system }),
    ...(thinking !== undefined && { thinking }),
    ...(output_config !== undefined && { output_config }),
    ...(tools !== undefined && { tools }),
    ...(tool_choice !== undefined && { tool_choice }),
  };
}

function toolParam({ name, description, inputSchema }: ToolDefinition): Tool {
  return { name, description, input_schema: { ...inputSchema, type: 'object' } };
}

function forcedCall(tool: ToolDefinition): Pick<RequestBody, 'tools' | 'tool_choice'> {
  return {
    tools: [toolParam(tool)],
    tool_choice: { type: 'tool', name: tool.name, disable_parallel_tool_use: true },
  };
}

/**
 * Models that think unasked hide their thoughts unless `display` is set: asked for as it would be anyway, it is the same
 * request, with reasoning that can be read.
 */
function thinkingOf({ model, parameters: { reasoning } }: ModelRequest): ThinkingConfigParam | null {
  if (reasoning && 'budget' in reasoning) return { type: 'enabled', budget_tokens: reasoning.budget };
  const unasked = capabilitiesOf(model)?.thinksUnasked ?? 'no';
  return reasoning || unasked !== 'no' ? { type: 'adaptive', display: 'summarized' } : null;
}

/** Thinking and a forced call exclude each other, so a judge does not think, whatever the request says. */
function thinkingBesideForcedCall(model: string): ThinkingConfigParam | null {
  return capabilitiesOf(model)?.thinksUnasked === 'yes' ? { type: 'disabled' } : null;
}

function outputOf({ parameters: { reasoning }, forcedTool }: ModelRequest): OutputConfig {
  return {
    ...(reasoning && 'effort' in reasoning && { effort: reasoning.effort }),
    ...(forcedTool && { format: { type: 'json_schema', schema: outputSchema(forcedTool.inputSchema) } }),
  };
}

/** An answer without anything that can be sent back is left out: the service refuses a message without content. */
function messageParams(messages: readonly Message[], sharesPrefix: boolean): MessageParam[] {
  const sent = messages.map((message, index) => messageParam(message, sharesPrefix && index === 0));
  return sent.filter(({ content }) => content.length > 0);
}

/** A mark on a block says: keep all that comes up to its end, the tools and the system prompt included. */
function messageParam({ role, blocks }: Message, isMarked: boolean): MessageParam {
  const content = blocks.flatMap(blockParam);
  const last = content.at(-1);
  if (isMarked && last?.type === 'text')
    content[content.length - 1] = { ...last, cache_control: { type: 'ephemeral' } };
  return { role, content };
}

/** Nothing for a block that the service would refuse: a text of white space, or reasoning that is not its own. */
function blockParam(block: Block): ContentBlockParam[] {
  switch (block.type) {
    case 'text':
      return block.text.trim() === '' ? [] : [{ type: 'text', text: block.text }];
    case 'reasoning':
      return reasoningParam(block.text, block.opaque);
    case 'call':
      return [{ type: 'tool_use', id: block.id, name: block.tool, input: sentInput(block) }];
    case 'result':
      return [
        {
          type: 'tool_result',
          tool_use_id: block.call,
          ...(block.content.trim() !== '' && { content: block.content }),
          ...(block.isError && { is_error: true }),
        },
      ];
    case 'other':
      // It came from this service, and goes back as it came.
      return isObject(block.raw) ? [block.raw as unknown as ContentBlockParam] : [];
    default:
      return assertNever(block);
  }
}

/** An input is an object; what was none goes back as the documentation of fine-grained streaming wraps it. */
function sentInput({ input, raw }: Call): JsonObject {
  return raw === undefined ? input : { INVALID_JSON: raw };
}

function reasoningParam(text: string, opaque: unknown): ContentBlockParam[] {
  if (!isObject(opaque)) return [];
  const { signature, data } = opaque as JsonObject;
  if (typeof data === 'string') return [{ type: 'redacted_thinking', data }];
  return typeof signature === 'string' ? [{ type: 'thinking', thinking: text, signature }] : [];
}
