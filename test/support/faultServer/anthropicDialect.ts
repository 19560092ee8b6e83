import { createAnthropicProvider } from '../../../src/providers/anthropic/anthropicProvider.ts';
import { messageEvents, sse, type MessageParts } from '../messagesApiEvents.ts';
import type { Dialect, Said } from './dialect.ts';

function parts({ text, verdict }: Said): MessageParts {
  if (verdict === null) return { text };
  return { content: [{ type: 'tool_use', id: 'toolu_1', name: verdict.tool, input: verdict.input }] };
}

const types: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

/** The Messages API. */
export const anthropicDialect: Dialect = {
  name: 'messages',
  events: (said) => messageEvents(parts(said)),
  eventsWithUsage: (said, usage) =>
    messageEvents({ ...parts(said), inputTokens: usage?.input ?? null, outputTokens: usage?.output ?? null }),
  ping: sse({ type: 'ping' }),
  unknownEvent: sse({ type: 'weather_report', sky: 'clear' }),
  errorEvent: sse({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
  error: (status, message) => ({
    type: 'error',
    error: { type: types[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error'), message },
  }),
  requestIdHeader: 'request-id',
  provider: (url, clock) => createAnthropicProvider({ apiKey: 'sk-not-a-key', baseUrl: url, clock }),
};
