import { createChatProvider } from '../../../src/providers/openaiCompatible/chatProvider.ts';
import { chatEvents, chunk, type ChatParts } from '../chatApiEvents.ts';
import type { Dialect, Said } from './dialect.ts';

/** A judge of a server that nobody knows is asked for JSON, which servers take that refuse a forced call. */
function parts({ text, verdict }: Said): ChatParts {
  return { text: verdict === null ? text : JSON.stringify(verdict.input) };
}

/** Chat Completions. */
export const chatDialect: Dialect = {
  name: 'chat completions',
  events: (said) => chatEvents(parts(said)),
  eventsWithUsage: (said, usage) =>
    chatEvents({
      ...parts(said),
      usage: usage === null ? null : { prompt_tokens: usage.input, completion_tokens: usage.output },
    }),
  ping: ': keep-alive\n\n',
  unknownEvent: chunk({ object: 'weather.report', sky: 'clear', choices: [] }),
  errorEvent: chunk({ error: { type: 'server_error', code: 'server_is_overloaded', message: 'Overloaded' } }),
  error: (status, message) => ({ error: { type: 'error', code: String(status), message } }),
  requestIdHeader: 'x-request-id',
  provider: (url, clock) =>
    Promise.resolve(createChatProvider({ profile: 'lab', apiKey: 'sk-not-a-key', baseUrl: `${url}/v1`, clock })),
};
