import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../../../src/core/provider/provider.ts';
import { prepareRequest } from '../../../../src/providers/openaiCompatible/requestBody.ts';
import { modelRequest, verdictTool } from '../requests.ts';

const always = {
  stream: true,
  stream_options: { include_usage: true },
  messages: [
    { role: 'system', content: 'You are the e-mail agent of Harbor Systems.' },
    { role: 'user', content: 'Process the inbox.' },
  ],
};
const thoughts = (config: object = {}) => ({
  extra_body: { google: { thinking_config: { ...config, include_thoughts: true } } },
});

function parts(reasoning: ModelRequest['parameters']['reasoning']): Partial<ModelRequest> {
  return { parameters: { maxTokens: 9000, ...(reasoning && { reasoning }) } };
}

describe('the body of a request', () => {
  it.each<readonly [string, string, Partial<ModelRequest>, object]>([
    ['openai', 'gpt-4.1', {}, { max_completion_tokens: 1024 }],
    ['lab', 'house-model', {}, { max_tokens: 1024 }],
    [
      'openai',
      'gpt-4.1',
      { parameters: { maxTokens: 9000, temperature: 0.7, topP: 0.9 } },
      { max_completion_tokens: 9000, temperature: 0.7, top_p: 0.9 },
    ],
    ['openai', 'gpt-6-sol', parts({ effort: 'max' }), { max_completion_tokens: 9000, reasoning_effort: 'max' }],
    ['ollama', 'qwen3:8b', parts({ effort: 'low' }), { max_tokens: 9000, reasoning_effort: 'low' }],
    [
      'openrouter',
      'some/model',
      parts({ budget: 2000 }),
      { max_tokens: 9000, reasoning: { max_tokens: 2000 }, provider: { require_parameters: true } },
    ],
    [
      'openrouter',
      'some/model',
      parts({ effort: 'low' }),
      { max_tokens: 9000, reasoning: { effort: 'low' }, provider: { require_parameters: true } },
    ],
    ['google', 'gemini-3.5-flash', {}, { max_tokens: 1024, ...thoughts() }],
    [
      'google',
      'gemini-3.5-flash',
      parts({ effort: 'high' }),
      { max_tokens: 9000, ...thoughts({ thinking_level: 'high' }) },
    ],
    ['google', 'gemini-2.5-pro', parts({ budget: 2000 }), { max_tokens: 9000, ...thoughts({ thinking_budget: 2000 }) }],
    ['google', 'gemini-2.0-flash', {}, { max_tokens: 1024 }],
  ])('%s/%s %j', (profile, model, changes, says) => {
    expect(prepareRequest(profile, modelRequest({ model, ...changes }))).toEqual({
      jsonCall: null,
      body: { model, ...always, ...says },
    });
  });

  it('leaves out a system prompt that is none', () => {
    const { body } = prepareRequest('lab', modelRequest({ system: null }));
    expect(body.messages).toEqual([{ role: 'user', content: 'Process the inbox.' }]);
  });

  it.each([
    ['openai', 'gpt-4.1', true],
    ['xai', 'grok-4.5', false],
    ['google', 'gemini-3.5-flash', false],
    ['openrouter', 'some/model', false],
  ])('forces a call by `tool_choice` on %s/%s', (profile, model, strict) => {
    const { body, jsonCall } = prepareRequest(profile, modelRequest({ model, forcedTool: verdictTool }));
    expect(jsonCall).toBeNull();
    expect(body.tool_choice).toEqual({ type: 'function', function: { name: 'verdict' } });
    expect(body.tools).toMatchObject([
      { type: 'function', function: { name: 'verdict', description: 'Say which label holds.' } },
    ]);
    expect(JSON.stringify(body.tools).includes('"strict":true')).toBe(strict);
    expect(body.response_format).toBeUndefined();
  });

  it('turns thinking off beside a forced call where one excludes the other', () => {
    const request = modelRequest({ model: 'deepseek-pro', forcedTool: verdictTool, ...parts({ effort: 'high' }) });
    const { body } = prepareRequest('deepseek', request);
    expect(body).toMatchObject({ thinking: { type: 'disabled' }, tool_choice: { type: 'function' } });
    expect(body.reasoning_effort).toBeUndefined();
  });

  it.each([
    ['openai', 'gpt-6-sol'],
    ['ollama', 'qwen3:8b'],
    ['lab', 'house-model'],
  ])('asks %s/%s for the JSON of the call, in the subset that services know', (profile, model) => {
    const { body, jsonCall } = prepareRequest(profile, modelRequest({ model, forcedTool: verdictTool }));
    expect(jsonCall).toBe('verdict');
    expect(body.tools).toBeUndefined();
    expect(body.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: {
        name: 'verdict',
        strict: true,
        schema: {
          additionalProperties: false,
          required: ['label', 'reason', 'evidence'],
          properties: { reason: { type: 'string' }, evidence: { type: 'array', items: { type: 'string' } } },
        },
      },
    });
    expect(JSON.stringify(body)).not.toMatch(/maxLength|maxItems/);
  });

  it('sends back what the model said and called, and the reasoning that its service wants to see again', () => {
    const details = [{ type: 'reasoning.encrypted', data: 'ZW5j', index: 0 }];
    const { body } = prepareRequest(
      'openrouter',
      modelRequest({
        system: null,
        messages: [
          {
            role: 'assistant',
            blocks: [
              { type: 'reasoning', text: '', hidden: true, opaque: { reasoning_details: details } },
              { type: 'reasoning', text: 'of another provider', hidden: false, opaque: { signature: 'c2ln' } },
              { type: 'text', text: 'Done.' },
              { type: 'call', id: 'call_1', tool: 'send', input: { to: 'a@b.test' } },
            ],
          },
        ],
      }),
    );
    expect(body.messages).toEqual([
      {
        role: 'assistant',
        content: 'Done.',
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'send', arguments: '{"to":"a@b.test"}' } }],
        reasoning_details: details,
      },
    ]);
  });
});
