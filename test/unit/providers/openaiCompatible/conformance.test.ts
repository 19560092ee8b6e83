import { systemClock } from '../../../../src/node/systemClock.ts';
import { createChatProvider } from '../../../../src/providers/openaiCompatible/chatProvider.ts';
import { startChatApi, type ChatAnswer } from '../../../support/chatApi.ts';
import { chatEvents, chunk, defaultUsage, type ChatParts } from '../../../support/chatApiEvents.ts';
import { describeConformance, type Arranged } from '../conformance.ts';

interface Service {
  readonly profile: string;
  readonly model: string;
  readonly reasoningField: NonNullable<ChatParts['reasoningField']>;
  readonly forcedCall: 'call' | 'json';
}

// One of each way to have a forced call and to say reasoning.
const services: readonly Service[] = [
  { profile: 'openai', model: 'gpt-4.1', reasoningField: 'reasoning_content', forcedCall: 'call' },
  { profile: 'openai', model: 'gpt-5.4', reasoningField: 'reasoning_content', forcedCall: 'json' },
  { profile: 'google', model: 'gemini-3.5-flash', reasoningField: 'reasoning_content', forcedCall: 'call' },
  { profile: 'deepseek', model: 'deepseek-pro', reasoningField: 'reasoning_content', forcedCall: 'call' },
  { profile: 'openrouter', model: 'some/model', reasoningField: 'reasoning', forcedCall: 'call' },
  { profile: 'lab', model: 'house-model', reasoningField: 'reasoning', forcedCall: 'json' },
];

for (const service of services) {
  const { profile, model } = service;
  describeConformance({
    name: `${profile}/${model}`,
    model,
    stops: ['end', 'max_tokens', 'refusal', 'filtered'],
    arrange: async (answer) => {
      const api = await startChatApi({ answer: () => answerOf(answer, service) });
      const apiKey = profile === 'lab' ? null : 'key-of-a-test';
      const provider = createChatProvider({ profile, apiKey, baseUrl: `${api.url}/v1`, clock: systemClock });
      return { provider, close: () => api.close() };
    },
  });
}

const finishReasons = {
  end: 'stop',
  max_tokens: 'length',
  stop_sequence: 'stop',
  refusal: 'stop',
  filtered: 'content_filter',
};

function answerOf(
  { text, reasoning, hiddenReasoning, stop, verdict, isEndless, failure }: Arranged,
  { model, reasoningField, forcedCall }: Service,
): ChatAnswer {
  if (failure === 'rate_limited') return { status: 429, body: { error: { message: 'Slow down.', code: null } } };
  if (failure === 'overloaded')
    return { status: 503, body: { error: { message: 'Overloaded', code: 'insufficient_system_resource' } } };
  if (failure === 'malformed') return { events: [chunk({ object: 'chat.completion.chunk' })] };
  const message: ChatParts = {
    model,
    reasoningField,
    ...(stop === 'refusal' ? { refusal: text ?? '' } : { text: text ?? '' }),
    ...(reasoning !== undefined && { reasoning }),
    ...(stop && { finishReason: finishReasons[stop] }),
    ...(hiddenReasoning && { usage: { ...defaultUsage, completion_tokens_details: { reasoning_tokens: 5 } } }),
    // The call that was asked for by name ends with `stop`.
    ...(verdict && forcedCall === 'call'
      ? { calls: [{ id: 'call_1', name: 'verdict', input: verdict }], finishReason: 'stop' }
      : {}),
    ...(verdict && forcedCall === 'json' && { text: JSON.stringify(verdict) }),
  };
  return isEndless ? { events: chatEvents(message).slice(0, 3), then: 'hang' } : { message };
}
