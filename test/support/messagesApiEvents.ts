/** The events of a streamed message, as the service writes them. */

export type ContentPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: object };

/** A message in short: `text` alone is a message of one text block. */
export interface MessageParts {
  readonly text?: string;
  readonly content?: readonly ContentPart[];
  readonly stopReason?: string;
  readonly model?: string;
  readonly inputTokens?: unknown;
  readonly outputTokens?: unknown;
  readonly cacheReadTokens?: unknown;
  readonly cacheWriteTokens?: unknown;
}

/** One server-sent event. */
export function sse(data: { readonly type: string; readonly [key: string]: unknown }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** All events of a message, from `message_start` to `message_stop`. */
export function messageEvents(parts: MessageParts): readonly string[] {
  const content = parts.content ?? [{ type: 'text', text: parts.text ?? '' }];
  const stopReason = parts.stopReason ?? (content.some(({ type }) => type === 'tool_use') ? 'tool_use' : 'end_turn');
  return [
    messageStart(parts),
    sse({ type: 'ping' }),
    ...content.flatMap(blockEvents),
    sse({
      type: 'message_delta',
      delta: { stop_reason: stopReason, stop_sequence: null },
      usage: { output_tokens: parts.outputTokens ?? 7 },
    }),
    sse({ type: 'message_stop' }),
  ];
}

export function messageStart(parts: MessageParts = {}): string {
  const { model = 'claude-sonnet-5-5', inputTokens = 11, cacheReadTokens = 0, cacheWriteTokens = 0 } = parts;
  const usage = {
    input_tokens: inputTokens,
    output_tokens: 1,
    cache_read_input_tokens: cacheReadTokens,
    cache_creation_input_tokens: cacheWriteTokens,
  };
  const message = {
    id: 'msg_test',
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
  return sse({ type: 'message_start', message });
}

export function blockEvents(part: ContentPart, index: number): readonly string[] {
  return [
    sse({ type: 'content_block_start', index, content_block: emptied(part) }),
    ...deltas(part).map((delta) => sse({ type: 'content_block_delta', index, delta })),
    sse({ type: 'content_block_stop', index }),
  ];
}

function emptied(part: ContentPart): object {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: '' };
    case 'thinking':
      return { type: 'thinking', thinking: '', signature: '' };
    case 'tool_use':
      return { ...part, input: {} };
    case 'redacted_thinking':
      return part;
  }
}

function deltas(part: ContentPart): readonly object[] {
  switch (part.type) {
    case 'text':
      return pieces(part.text).map((text) => ({ type: 'text_delta', text }));
    case 'thinking':
      return [
        ...pieces(part.thinking).map((thinking) => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: part.signature },
      ];
    case 'tool_use':
      return pieces(JSON.stringify(part.input)).map((json) => ({ type: 'input_json_delta', partial_json: json }));
    case 'redacted_thinking':
      return [];
  }
}

/** About as long as the service's own. */
function pieces(text: string): readonly string[] {
  return text.match(/.{1,40}/gsu) ?? [];
}
