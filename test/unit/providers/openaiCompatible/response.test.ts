import { afterEach, describe, expect, it } from 'vitest';
import type { ModelResponse } from '../../../../src/core/provider/provider.ts';
import { systemClock } from '../../../../src/node/systemClock.ts';
import { createChatProvider } from '../../../../src/providers/openaiCompatible/chatProvider.ts';
import { startChatApi, type ChatAnswer, type ChatApi } from '../../../support/chatApi.ts';
import { chatEvents, choice, chunk, done, type ChatParts } from '../../../support/chatApiEvents.ts';
import { failureOf, modelRequest, never, verdictTool } from '../requests.ts';

let api: ChatApi | null = null;
afterEach(async () => {
  await api?.close();
  api = null;
});

async function respond(answer: ChatAnswer, request = modelRequest({ model: 'gpt-5.4' })): Promise<ModelResponse> {
  api = await startChatApi({ answer: () => answer });
  const provider = createChatProvider({
    profile: 'openai',
    apiKey: 'key-of-a-test',
    baseUrl: `${api.url}/v1`,
    clock: systemClock,
  });
  return provider.send(request, { signal: never });
}

const stop = [choice({}, 'stop'), done];

describe('a response', () => {
  it('says who answered, and which request it was', async () => {
    expect(await respond({ message: { text: 'Yes.', model: 'gpt-5.4-2026' } })).toEqual({
      blocks: [{ type: 'text', text: 'Yes.' }],
      stop: 'end',
      usage: { inputTokens: 11, outputTokens: 7, cacheReadTokens: 4, cacheWriteTokens: 0 },
      model: 'gpt-5.4-2026',
      requestId: 'req_test',
    });
  });

  it.each([
    ['stop', 'end'],
    ['length', 'max_tokens'],
    ['content_filter', 'filtered'],
    ['content_filter: RECITATION', 'filtered'],
    ['tool_calls', 'tool_use'],
    ['function_call', 'tool_use'],
    ['a_later_reason', 'other'],
  ])('finish reason %s is %s', async (finishReason, reason) => {
    expect((await respond({ message: { text: 'Yes.', finishReason } })).stop).toBe(reason);
  });

  it.each(['error', 'insufficient_system_resource'])('finish reason %s is a failure', async (finishReason) => {
    const error = await failureOf(respond({ message: { text: 'Yes.', finishReason } }));
    expect(error).toMatchObject({ name: 'ProviderError', ambiguous: true });
  });

  it.each<readonly [string, ChatParts['usage'], Partial<ModelResponse['usage']>]>([
    ['nothing', null, { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null }],
    [
      'the two counts alone',
      { prompt_tokens: 15, completion_tokens: 7 },
      { inputTokens: 15, outputTokens: 7, cacheReadTokens: null, cacheWriteTokens: null },
    ],
    [
      'what was written to the cache',
      {
        prompt_tokens: 15,
        completion_tokens: 7,
        prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 6 },
      },
      { inputTokens: 5, cacheReadTokens: 4, cacheWriteTokens: 6 },
    ],
    [
      'DeepSeek’s hits',
      { prompt_tokens: 15, completion_tokens: 7, prompt_cache_hit_tokens: 5 },
      { inputTokens: 10, cacheReadTokens: 5 },
    ],
    [
      'reasoning beside the completion (xAI, Gemini)',
      { prompt_tokens: 15, completion_tokens: 7, total_tokens: 122 },
      { outputTokens: 107 },
    ],
    ['a total that is none', { prompt_tokens: 15, completion_tokens: 7, total_tokens: 0 }, { outputTokens: 7 }],
    ['counts that are none', { prompt_tokens: -1, completion_tokens: 1.5 }, { inputTokens: null, outputTokens: null }],
    [
      'more cached than sent',
      { prompt_tokens: 3, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 4 } },
      { inputTokens: null },
    ],
  ])('counts %s', async (_what, usage, counted) => {
    expect((await respond({ message: { text: 'Yes.', usage: usage ?? null } })).usage).toMatchObject(counted);
  });

  it.each<readonly [string, readonly object[], object]>([
    ['DeepSeek and vLLM', [{ reasoning_content: 'H' }, { reasoning_content: 'm.' }], { text: 'Hm.', hidden: false }],
    ['OpenRouter and Ollama', [{ reasoning: 'H' }, { reasoning: 'm.' }], { text: 'Hm.', hidden: false }],
    ['one that says both', [{ reasoning_content: 'Hm.', reasoning: 'Hm.' }], { text: 'Hm.', hidden: false }],
    [
      'Gemini',
      [
        { content: '<thought>H', extra_content: { google: { thought: true } } },
        { content: 'm.', extra_content: { google: { thought: true } } },
        { content: '</thought>' },
      ],
      { text: 'Hm.', hidden: false },
    ],
    [
      'OpenRouter, signed',
      [
        { reasoning: 'H', reasoning_details: [{ type: 'reasoning.text', text: 'H', index: 0 }] },
        { reasoning: 'm.', reasoning_details: [{ type: 'reasoning.text', text: 'm.', index: 0, signature: 'c2ln' }] },
      ],
      {
        text: 'Hm.',
        hidden: false,
        opaque: { reasoning_details: [{ type: 'reasoning.text', text: 'Hm.', index: 0, signature: 'c2ln' }] },
      },
    ],
    [
      'OpenRouter, encrypted',
      [{ reasoning_details: [{ type: 'reasoning.encrypted', data: 'ZW5j', index: 0 }] }],
      {
        text: '',
        hidden: true,
        opaque: { reasoning_details: [{ type: 'reasoning.encrypted', data: 'ZW5j', index: 0 }] },
      },
    ],
  ])('reads the reasoning of %s', async (_service, deltas, reasoning) => {
    const events = [...deltas.map((delta) => choice(delta)), choice({ content: 'Yes.' }), ...stop];
    expect((await respond({ events })).blocks).toEqual([
      { type: 'reasoning', ...reasoning },
      { type: 'text', text: 'Yes.' },
    ]);
  });

  it('passes over comments, empty chunks and fields that it does not know', async () => {
    const events = [
      ': OPENROUTER PROCESSING\n\n',
      chunk({ choices: [], prompt_filter_results: [] }),
      choice({ role: 'assistant', content: null, refusal: null, annotations: [] }),
      choice({ content: 'Yes.', weather: 'clear' }),
      ...stop,
    ];
    expect((await respond({ events })).blocks).toEqual([{ type: 'text', text: 'Yes.' }]);
  });

  it.each<readonly [string, readonly object[]]>([
    [
      'in pieces',
      [
        { tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'send', arguments: '{"to":' } }] },
        { tool_calls: [{ index: 1, id: 'b', type: 'function', function: { name: 'list', arguments: '' } }] },
        { tool_calls: [{ index: 0, function: { arguments: '["x@y.test"]}' } }] },
      ],
    ],
    [
      'whole, without an index',
      [
        {
          tool_calls: [
            { id: 'a', function: { name: 'send', arguments: '{"to":["x@y.test"]}' } },
            { id: 'b', function: { name: 'list', arguments: '{}' } },
          ],
        },
      ],
    ],
  ])('reads calls that come %s', async (_how, deltas) => {
    const events = [...deltas.map((delta) => choice(delta)), choice({}, 'tool_calls'), done];
    expect(await respond({ events })).toMatchObject({
      stop: 'tool_use',
      blocks: [
        { type: 'call', id: 'a', tool: 'send', input: { to: ['x@y.test'] } },
        { type: 'call', id: 'b', tool: 'list', input: {} },
      ],
    });
  });

  it('keeps a call that was cut at the limit, but not as a call', async () => {
    const cut = { tool_calls: [{ index: 0, id: 'a', function: { name: 'verdict', arguments: '{"label": "le' } }] };
    expect(await respond({ events: [choice(cut), choice({}, 'length'), done] })).toMatchObject({
      stop: 'max_tokens',
      blocks: [{ type: 'other', raw: { arguments: '{"label": "le' } }],
    });
  });

  it('takes a refusal for one, whatever the reason to stop', async () => {
    const refusal = 'I cannot help with that.';
    expect(await respond({ message: { refusal } })).toMatchObject({
      stop: 'refusal',
      blocks: [{ type: 'text', text: refusal }],
    });
  });

  it('fails with what a chunk says that the status would have been', async () => {
    const events = [
      ...chatEvents({ text: 'I' }).slice(0, 2),
      chunk({ error: { code: 429, message: 'Slow down.' }, choices: [] }),
    ];
    expect(await failureOf(respond({ events }))).toMatchObject({ kind: 'rate_limited', ambiguous: true });
  });

  it('says what Gemini says, though it puts it into a list', async () => {
    const body = [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.' } }];
    expect(await failureOf(respond({ status: 400, body }))).toMatchObject({
      kind: 'auth',
      message: 'The service does not accept the API key (400): API key not valid. Please pass a valid API key.',
    });
  });

  it.each([
    ['{"label": "leak"}', 'stop', 'call', 'tool_use'],
    ['{"label": "le', 'length', 'text', 'max_tokens'],
    ['"leak"', 'stop', 'text', 'end'],
  ])('asked for JSON, takes %j (%s) for a %s', async (text, finishReason, type, reason) => {
    const response = await respond(
      { message: { text, finishReason } },
      modelRequest({ model: 'gpt-5.4', forcedTool: verdictTool }),
    );
    expect(response.blocks.map((block) => block.type)).toEqual([type]);
    expect(response.stop).toBe(reason);
  });
});
