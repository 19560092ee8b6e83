import { createAnthropicProvider } from '../../../../src/providers/anthropic/anthropicProvider.ts';
import { systemClock } from '../../../../src/node/systemClock.ts';
import { startMessagesApi, type ApiAnswer } from '../../../support/messagesApi.ts';
import { messageEvents, sse, type ContentPart } from '../../../support/messagesApiEvents.ts';
import { describeConformance, type Arranged } from '../conformance.ts';

// One model whose forced call is had by `tool_choice`, and one that must be asked for JSON.
for (const model of ['claude-sonnet-4-5', 'claude-sonnet-5-5']) {
  describeConformance({
    name: `anthropic/${model}`,
    model,
    stops: ['end', 'max_tokens', 'stop_sequence', 'refusal'],
    arrange: async (answer) => {
      const api = await startMessagesApi({ answer: () => answerOf(answer, model) });
      const provider = await createAnthropicProvider({ apiKey: 'key-of-a-test', baseUrl: api.url, clock: systemClock });
      return { provider, close: () => api.close() };
    },
  });
}

const stopReasons = {
  end: 'end_turn',
  max_tokens: 'max_tokens',
  stop_sequence: 'stop_sequence',
  refusal: 'refusal',
  filtered: 'refusal',
};

function answerOf(
  { text, reasoning, hiddenReasoning, stop, verdict, isEndless, failure }: Arranged,
  model: string,
): ApiAnswer {
  if (failure === 'rate_limited')
    return { status: 429, body: { type: 'error', error: { type: 'rate_limit_error', message: 'Slow down.' } } };
  if (failure === 'overloaded')
    return { status: 529, body: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } } };
  if (failure === 'malformed') return { events: [sse({ type: 'message_start' })] };
  const content: ContentPart[] = [];
  if (hiddenReasoning) content.push({ type: 'redacted_thinking', data: 'ZW5jcnlwdGVk' });
  if (reasoning !== undefined) content.push({ type: 'thinking', thinking: reasoning, signature: 'c2lnbmVk' });
  if (text !== undefined) content.push({ type: 'text', text });
  if (verdict && model === 'claude-sonnet-5-5') content.push({ type: 'text', text: JSON.stringify(verdict) });
  else if (verdict) content.push({ type: 'tool_use', id: 'toolu_1', name: 'verdict', input: verdict });
  const message = { content, ...(stop && { stopReason: stopReasons[stop] }) };
  return isEndless ? { events: messageEvents(message).slice(0, 5), then: 'hang' } : { message };
}
