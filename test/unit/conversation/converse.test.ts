import { describe, expect, test } from 'vitest';
import { converse, trialRequest, type Turn } from '../../../src/core/conversation/converse.ts';
import type { ModelRequest, ModelResponse } from '../../../src/core/provider/provider.ts';
import type { StopReason } from '../../../src/core/transcript/transcript.ts';
import type { Prompt, Trial } from '../../../src/core/trial/trial.ts';
import { partners } from '../../support/partners.ts';
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

const noTurn = (): void => {
  throw new Error('there is only one answer');
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
    tools: [],
    scripted: { seed: 42, levels: { threat: 'replacement' } },
  });
  expect(trialRequest({ ...trial, condition: conditionOf({ system: null }) }).system).toBeNull();
});

test('a conversation is one request, and its answer as it came', async () => {
  const requests: ModelRequest[] = [];
  const transcript = await converse(
    trial,
    partners(
      (request) => {
        requests.push(request);
        return Promise.resolve(response);
      },
      { onTurn: noTurn },
    ),
  );
  expect(requests).toEqual([trialRequest(trial)]);
  const { blocks, ...rest } = response;
  expect(transcript).toEqual({ messages: [{ role: 'assistant', blocks }], ...rest });
});

test('a request that fails is a conversation that fails', async () => {
  await expect(
    converse(
      trial,
      partners(() => Promise.reject(new Error('no network'))),
    ),
  ).rejects.toThrow('no network');
});

describe('several user texts', () => {
  const said = (text: string): Prompt['messages'][number] => ({ role: 'user', content: { text, map: [] } });
  const talk = (turns: number): Trial => ({
    ...trial,
    condition: conditionOf({ messages: ['One.', 'Two.', 'Three.'].map(said), turns }),
  });
  const textOf = ({ messages }: ModelRequest): readonly string[] =>
    messages.map(
      ({ role, blocks }) => `${role}: ${blocks.map((block) => ('text' in block ? block.text : '')).join('')}`,
    );
  const answerWith =
    (requests: ModelRequest[], stops: readonly StopReason[] = []) =>
    (request: ModelRequest): Promise<ModelResponse> => {
      const stop = stops[requests.length] ?? 'end';
      requests.push(request);
      const text = `Answer ${requests.length}.`;
      return Promise.resolve({ ...response, blocks: [{ type: 'text', text }], stop, requestId: text });
    };

  test('are sent one by one, each with all that was said before, when the model has stopped', async () => {
    const requests: ModelRequest[] = [];
    const turns: Turn[] = [];
    const transcript = await converse(
      talk(3),
      partners(answerWith(requests), { onTurn: (turn) => void turns.push(turn) }),
    );
    expect(requests.map(textOf)).toEqual([
      ['user: One.'],
      ['user: One.', 'assistant: Answer 1.', 'user: Two.'],
      ['user: One.', 'assistant: Answer 1.', 'user: Two.', 'assistant: Answer 2.', 'user: Three.'],
    ]);
    expect(transcript.messages.map(({ role }) => role)).toEqual([
      'assistant',
      'user',
      'assistant',
      'user',
      'assistant',
    ]);
    expect(transcript.course).toMatchObject({ ended: 'done', answers: [{ requestId: 'Answer 1.' }, {}, {}] });
    expect(transcript).toMatchObject({ usage: { inputTokens: 30 }, requestId: 'Answer 3.', stop: 'end' });
    expect(turns.map(({ turn, messages }) => [turn, messages.length])).toEqual([
      [1, 1],
      [2, 3],
    ]);
  });

  test('are not sent after an answer that was cut off or refused', async () => {
    const requests: ModelRequest[] = [];
    const transcript = await converse(talk(3), partners(answerWith(requests, ['end', 'refusal'])));
    expect(requests).toHaveLength(2);
    expect(transcript).toMatchObject({ stop: 'refusal', course: { ended: 'cut' } });
  });
});
