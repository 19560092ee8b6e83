import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../../../src/core/provider/provider.ts';
import { createAnthropicProvider } from '../../../../src/providers/anthropic/anthropicProvider.ts';
import { prepareRequest } from '../../../../src/providers/anthropic/requestBody.ts';
import { systemClock } from '../../../../src/node/systemClock.ts';
import { modelRequest, verdictTool } from '../requests.ts';

const shown = { type: 'adaptive', display: 'summarized' };
const closed = { type: 'object', additionalProperties: false };

describe('the body of a request', () => {
  it('holds what was asked, and nothing else', () => {
    expect(prepareRequest(modelRequest({ model: 'claude-opus-4-8' }))).toEqual({
      jsonCall: null,
      body: {
        model: 'claude-opus-4-8',
        max_tokens: 1024,
        stream: true,
        system: 'You are the e-mail agent of Harbor Systems.',
        messages: [{ role: 'user', content: [{ type: 'text', text: 'Process the inbox.' }] }],
      },
    });
  });

  it.each<readonly [string, Partial<ModelRequest>, object]>([
    [
      'claude-sonnet-4-5',
      { parameters: { maxTokens: 9000, temperature: 0.7, topP: 0.9 } },
      { temperature: 0.7, top_p: 0.9 },
    ],
    [
      'claude-sonnet-4-5',
      { parameters: { maxTokens: 9000, reasoning: { budget: 4000 } } },
      { thinking: { type: 'enabled', budget_tokens: 4000 } },
    ],
    [
      'claude-opus-4-7',
      { parameters: { maxTokens: 9000, reasoning: { effort: 'xhigh' } } },
      { thinking: shown, output_config: { effort: 'xhigh' } },
    ],
    ['claude-opus-5-5', {}, { thinking: shown }],
    ['claude-sonnet-5', {}, { thinking: shown }],
    ['claude-sonnet-4-5', { system: null }, {}],
  ])('%s %j', (model, parts, says) => {
    const { body } = prepareRequest(modelRequest({ model, ...parts }));
    const always = { model, max_tokens: body.max_tokens, stream: true, messages: body.messages };
    const system = parts.system === null ? {} : { system: body.system };
    expect(body).toEqual({ ...always, ...system, ...says });
  });

  it('marks what trials of a condition share, which changes nothing that the model reads', () => {
    const request = modelRequest({ model: 'claude-opus-5-5' });
    const { messages, ...plain } = prepareRequest(request).body;
    const { messages: marked, ...rest } = prepareRequest(request, true).body;
    expect(rest).toEqual(plain);
    expect(marked).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'Process the inbox.', cache_control: { type: 'ephemeral' } }] },
    ]);
    expect(JSON.stringify(messages)).not.toContain('cache_control');
  });

  it.each([
    ['claude-opus-5-5', 512],
    ['claude-fable-5-1', 512],
    ['claude-sonnet-5-5', 1024],
    ['claude-opus-4-8', 1024],
    ['claude-opus-4-7', 2048],
    ['claude-opus-4-6', 4096],
    ['claude-haiku-4-5-20251001', 4096],
    ['claude-sonnet-4-20250514', 1024],
    ['claude-3-5-haiku-latest', 2048],
    ['claude-haiku-5-5', 4096],
  ])('%s keeps no prefix under %d tokens', async (model, tokens) => {
    const provider = await createAnthropicProvider({ apiKey: 'k', baseUrl: 'http://127.0.0.1:1', clock: systemClock });
    const keeps = (characters: number): boolean | undefined =>
      provider.keepsPrefix?.(modelRequest({ model, system: 'x'.repeat(characters), messages: [] }));
    expect([keeps(tokens * 4 - 1), keeps(tokens * 4)]).toEqual([false, true]);
  });

  it('forces a call by `tool_choice`, without thinking', () => {
    const { body, jsonCall } = prepareRequest(
      modelRequest({
        model: 'claude-sonnet-5',
        forcedTool: verdictTool,
        parameters: { maxTokens: 9000, reasoning: { effort: 'high' } },
      }),
    );
    expect(jsonCall).toBeNull();
    expect(body).toMatchObject({
      thinking: { type: 'disabled' },
      tool_choice: { type: 'tool', name: 'verdict', disable_parallel_tool_use: true },
      tools: [{ name: 'verdict', description: 'Say which label holds.', input_schema: verdictTool.inputSchema }],
    });
    expect(body.output_config).toBeUndefined();
  });

  it('asks models that take no forced call for the JSON of its schema, in the subset that the service knows', () => {
    const { body, jsonCall } = prepareRequest(modelRequest({ model: 'claude-opus-5-5', forcedTool: verdictTool }));
    expect(jsonCall).toBe('verdict');
    expect(body.tools).toBeUndefined();
    expect(body.tool_choice).toBeUndefined();
    expect(body.output_config?.format).toEqual({
      type: 'json_schema',
      schema: {
        ...closed,
        required: ['label', 'reason', 'evidence'],
        properties: {
          label: { type: 'string', enum: ['leak', 'none'] },
          reason: { type: 'string' },
          evidence: { type: 'array', items: { type: 'string' } },
        },
      },
    });
  });

  it('sends back blocks as they came, and leaves out what the service would refuse', () => {
    const request = modelRequest({
      model: 'claude-opus-4-8',
      messages: [
        {
          role: 'assistant',
          blocks: [
            { type: 'reasoning', text: 'Hm.', hidden: false, opaque: { signature: 'c2ln' } },
            { type: 'reasoning', text: '', hidden: true, opaque: { data: 'ZW5j' } },
            { type: 'reasoning', text: 'of another provider', hidden: false },
            { type: 'text', text: '' },
            { type: 'text', text: 'Done.' },
            { type: 'call', id: 'toolu_1', tool: 'send', input: { to: 'a@b.test' } },
            { type: 'other', raw: { type: 'server_tool_use', id: 'x' } },
          ],
        },
      ],
    });
    expect(prepareRequest(request).body.messages[0]?.content).toEqual([
      { type: 'thinking', thinking: 'Hm.', signature: 'c2ln' },
      { type: 'redacted_thinking', data: 'ZW5j' },
      { type: 'text', text: 'Done.' },
      { type: 'tool_use', id: 'toolu_1', name: 'send', input: { to: 'a@b.test' } },
      { type: 'server_tool_use', id: 'x' },
    ]);
  });
});
