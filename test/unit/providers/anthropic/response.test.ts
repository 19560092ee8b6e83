import { afterEach, describe, expect, it } from 'vitest';
import type { ModelResponse } from '../../../../src/core/provider/provider.ts';
import { systemClock } from '../../../../src/node/systemClock.ts';
import { createAnthropicProvider } from '../../../../src/providers/anthropic/anthropicProvider.ts';
import { startMessagesApi, type ApiAnswer, type MessagesApi } from '../../../support/messagesApi.ts';
import { messageEvents, messageStart, sse, type ContentPart } from '../../../support/messagesApiEvents.ts';
import { failureOf, modelRequest, never, verdictTool } from '../requests.ts';

let api: MessagesApi | null = null;
afterEach(async () => {
  await api?.close();
  api = null;
});

async function respond(
  answer: ApiAnswer,
  request = modelRequest({ model: 'claude-opus-5-5' }),
): Promise<ModelResponse> {
  api = await startMessagesApi({ answer: () => answer });
  const provider = await createAnthropicProvider({ apiKey: 'key-of-a-test', baseUrl: api.url, clock: systemClock });
  return provider.send(request, { signal: never });
}

describe('a response', () => {
  it('says who answered, and which request it was', async () => {
    expect(await respond({ message: { text: 'Yes.', model: 'claude-opus-5-5' } })).toEqual({
      blocks: [{ type: 'text', text: 'Yes.' }],
      stop: 'end',
      usage: { inputTokens: 11, outputTokens: 7, cacheReadTokens: 0, cacheWriteTokens: 0 },
      model: 'claude-opus-5-5',
      requestId: 'req_test',
    });
  });

  it.each([
    ['end_turn', 'end'],
    ['max_tokens', 'max_tokens'],
    ['model_context_window_exceeded', 'max_tokens'],
    ['stop_sequence', 'stop_sequence'],
    ['tool_use', 'tool_use'],
    ['refusal', 'refusal'],
    ['pause_turn', 'other'],
    ['a_later_reason', 'other'],
  ])('stop reason %s is %s', async (stopReason, stop) => {
    expect((await respond({ message: { text: 'Yes.', stopReason } })).stop).toBe(stop);
  });

  it.each([-1, 1.5, '7', null, 1e300])('a count of %j is unknown', async (count) => {
    const { usage } = await respond({ message: { text: 'Yes.', inputTokens: count, outputTokens: count ?? 'none' } });
    expect(usage).toMatchObject({ inputTokens: null, outputTokens: null });
  });

  it.each<readonly [ContentPart, object]>([
    [
      { type: 'thinking', thinking: 'Hm.', signature: 'c2ln' },
      { type: 'reasoning', text: 'Hm.', hidden: false, opaque: { signature: 'c2ln' } },
    ],
    [
      { type: 'thinking', thinking: '', signature: 'c2ln' },
      { type: 'reasoning', text: '', hidden: true, opaque: { signature: 'c2ln' } },
    ],
    [
      { type: 'redacted_thinking', data: 'ZW5j' },
      { type: 'reasoning', text: '', hidden: true, opaque: { data: 'ZW5j' } },
    ],
    [
      { type: 'tool_use', id: 'toolu_1', name: 'send', input: { to: ['a@b.test'] } },
      { type: 'call', id: 'toolu_1', tool: 'send', input: { to: ['a@b.test'] } },
    ],
    [
      { type: 'tool_use', id: 'toolu_1', name: 'list', input: {} },
      { type: 'call', id: 'toolu_1', tool: 'list', input: {} },
    ],
  ])('reads %j', async (part, block) => {
    expect((await respond({ message: { content: [part] } })).blocks).toEqual([block]);
  });

  it('keeps blocks that it does not know, and passes over events and pieces that it does not know', async () => {
    const start = { type: 'hologram', size: 3 };
    const events = [
      messageStart(),
      sse({ type: 'weather', sky: 'clear' }),
      sse({ type: 'content_block_start', index: 0, content_block: start }),
      sse({ type: 'content_block_delta', index: 0, delta: { type: 'light_delta', lux: 1 } }),
      sse({ type: 'content_block_stop', index: 0 }),
      sse({ type: 'content_block_start', index: 1, content_block: { type: 'text', text: 'A' } }),
      sse({ type: 'content_block_delta', index: 1, delta: { type: 'citations_delta', citation: {} } }),
      sse({ type: 'content_block_stop', index: 1 }),
      ...messageEvents({}).slice(-2),
    ];
    const { blocks } = await respond({ events });
    expect(blocks).toEqual([
      { type: 'other', raw: { ...start, deltas: [{ type: 'light_delta', lux: 1 }] } },
      { type: 'text', text: 'A' },
    ]);
  });

  it('keeps a call that was cut at the limit, but not as a call', async () => {
    const events = [
      messageStart(),
      sse({
        type: 'content_block_start',
        index: 0,
        content_block: { type: 'tool_use', id: 'a', name: 'verdict', input: {} },
      }),
      sse({
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'input_json_delta', partial_json: '{"label": "le' },
      }),
      sse({ type: 'content_block_stop', index: 0 }),
      sse({ type: 'message_delta', delta: { stop_reason: 'max_tokens' }, usage: { output_tokens: 9 } }),
      sse({ type: 'message_stop' }),
    ];
    expect(await respond({ events })).toMatchObject({
      stop: 'max_tokens',
      blocks: [{ type: 'other', raw: { partial_json: '{"label": "le' } }],
    });
  });

  it.each([
    ['{"label": "leak"}', 'end_turn', 'call', 'tool_use'],
    ['{"label": "le', 'max_tokens', 'text', 'max_tokens'],
    ['I would rather not say.', 'refusal', 'text', 'refusal'],
    ['"leak"', 'end_turn', 'text', 'end'],
  ])('asked for JSON, takes %j (%s) for a %s', async (text, stopReason, type, stop) => {
    const request = modelRequest({ model: 'claude-opus-5-5', forcedTool: verdictTool });
    const response = await respond({ message: { text, stopReason } }, request);
    expect(response.blocks.map((block) => block.type)).toEqual([type]);
    expect(response.stop).toBe(stop);
  });
});

describe('a count of tokens', () => {
  it('asks for what would be sent, and for nothing to be generated', async () => {
    api = await startMessagesApi({ answer: () => ({ status: 200, body: { input_tokens: 42 } }) });
    const provider = await createAnthropicProvider({ apiKey: 'key-of-a-test', baseUrl: api.url, clock: systemClock });
    const request = modelRequest({ model: 'claude-sonnet-5', forcedTool: verdictTool });
    expect(await provider.countTokens?.(request, never)).toBe(42);
    expect(api.requests).toMatchObject([{ method: 'POST', path: '/v1/messages/count_tokens' }]);
    expect(Object.keys(api.requests[0]?.body ?? {}).sort()).toEqual(
      ['messages', 'model', 'system', 'thinking', 'tool_choice', 'tools'].sort(),
    );
  });

  it.each([{ input_tokens: -1 }, {}])('is unknown in %j', async (body) => {
    api = await startMessagesApi({ answer: () => ({ status: 200, body }) });
    const provider = await createAnthropicProvider({ apiKey: 'key-of-a-test', baseUrl: api.url, clock: systemClock });
    expect(await provider.countTokens?.(modelRequest(), never)).toBeNull();
  });

  it('fails in the closed family', async () => {
    api = await startMessagesApi({ answer: () => ({ status: 200, body: '<html>Sign in</html>' }) });
    const provider = await createAnthropicProvider({ apiKey: 'key-of-a-test', baseUrl: api.url, clock: systemClock });
    const counting = provider.countTokens?.(modelRequest(), never) ?? Promise.resolve();
    expect(await failureOf(counting)).toMatchObject({ name: 'ProviderError', kind: 'malformed' });
  });
});
