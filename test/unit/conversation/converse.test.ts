import { expect, test } from 'vitest';
import { converse, trialRequest } from '../../../src/core/conversation/converse.ts';
import type { ModelRequest, ModelResponse } from '../../../src/core/provider/provider.ts';
import type { Trial } from '../../../src/core/trial/trial.ts';
import { noUsage } from '../transcript/answers.ts';
import { conditionOf } from '../verdict/gates.ts';

const trial: Trial = {
  id: 'ab'.repeat(32),
  condition: conditionOf(),
  model: {
    reference: 'anthropic/some-model',
    profile: 'anthropic',
    name: 'some-model',
    parameters: { maxTokens: 100, temperature: 0.5, reasoning: { budget: 1024 } },
    pointer: '/run/models/0',
  },
  repetition: 3,
  seed: 42,
};

const response: ModelResponse = {
  blocks: [
    { type: 'reasoning', text: 'Hm.', hidden: false, opaque: 'signed' },
    { type: 'text', text: 'Done.' },
  ],
  stop: 'end',
  usage: { ...noUsage, inputTokens: 10 },
  model: 'some-model-2026',
  requestId: 'req_1',
};

test('a trial sends exactly what its condition renders', () => {
  expect(trialRequest(trial)).toEqual({
    model: 'some-model',
    system: 'You are the e-mail agent.',
    messages: [{ role: 'user', blocks: [{ type: 'text', text: 'Process the inbox.' }] }],
    parameters: { maxTokens: 100, temperature: 0.5, reasoning: { budget: 1024 } },
    forcedTool: null,
    scripted: { seed: 42, levels: { threat: 'replacement' } },
  });
  expect(trialRequest({ ...trial, condition: conditionOf({ system: null }) }).system).toBeNull();
});

test('a conversation is one request, and its answer as it came', async () => {
  const requests: ModelRequest[] = [];
  const transcript = await converse(trial, (request) => {
    requests.push(request);
    return Promise.resolve(response);
  });
  expect(requests).toEqual([trialRequest(trial)]);
  const { blocks, ...rest } = response;
  expect(transcript).toEqual({ messages: [{ role: 'assistant', blocks }], ...rest });
});

test('a request that fails is a conversation that fails', async () => {
  await expect(converse(trial, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
});
