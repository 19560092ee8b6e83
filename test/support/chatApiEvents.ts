/** The events of a streamed chat completion, as OpenAI's service and those that follow it write them. */

/** An answer in short. What is left out is not sent. */
export interface ChatParts {
  readonly text?: string;
  readonly reasoning?: string;
  /** The field that reasoning comes in: services differ. */
  readonly reasoningField?: 'reasoning_content' | 'reasoning';
  readonly refusal?: string;
  readonly calls?: readonly { readonly id: string; readonly name: string; readonly input: object }[];
  readonly finishReason?: string;
  readonly model?: string;
  /** Null: the chunk with the usage is not sent. */
  readonly usage?: object | null;
}

export const done = 'data: [DONE]\n\n';

/** One server-sent event. */
export function chunk(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

/** A chunk of the one answer. */
export function choice(delta: object, finishReason: string | null = null, model = 'gpt-5.4'): string {
  return chunk({
    id: 'chatcmpl-test',
    object: 'chat.completion.chunk',
    created: 1790000000,
    model,
    choices: [{ index: 0, delta, finish_reason: finishReason }],
    usage: null,
  });
}

export const defaultUsage = {
  prompt_tokens: 15,
  completion_tokens: 7,
  total_tokens: 22,
  prompt_tokens_details: { cached_tokens: 4 },
  completion_tokens_details: { reasoning_tokens: 0 },
};

/** All events of an answer, from the first chunk to `[DONE]`. */
export function chatEvents(parts: ChatParts): readonly string[] {
  const { text, reasoning, reasoningField = 'reasoning_content', refusal, calls = [], usage = defaultUsage } = parts;
  const finishReason = parts.finishReason ?? (calls.length > 0 ? 'tool_calls' : 'stop');
  const say = (delta: object, reason: string | null = null): string => choice(delta, reason, parts.model);
  return [
    say({ role: 'assistant', content: '' }),
    ...pieces(reasoning).map((piece) => say({ [reasoningField]: piece })),
    ...pieces(text).map((content) => say({ content })),
    ...pieces(refusal).map((piece) => say({ refusal: piece })),
    ...calls.flatMap(({ id, name, input }, index) => [
      say({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
      ...pieces(JSON.stringify(input)).map((json) => say({ tool_calls: [{ index, function: { arguments: json } }] })),
    ]),
    say({}, finishReason),
    ...(usage === null ? [] : [chunk({ id: 'chatcmpl-test', choices: [], usage })]),
    done,
  ];
}

function pieces(text = ''): readonly string[] {
  return text.match(/.{1,40}/gsu) ?? [];
}
