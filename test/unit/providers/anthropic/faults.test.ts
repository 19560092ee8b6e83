import { nodeFetch } from '../../../../src/node/nodeFetch.ts';
import { createAnthropicProvider } from '../../../../src/providers/anthropic/anthropicProvider.ts';
import { startMessagesApi } from '../../../support/messagesApi.ts';
import { blockEvents, messageEvents, messageStart, sse } from '../../../support/messagesApiEvents.ts';
import { describeFaults, type FaultSubject } from '../faults.ts';

const begun = [
  messageStart(),
  sse({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
];
const piece = sse({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'I will' } });
const last = messageEvents({ text: '' }).slice(-2);

const anthropic: FaultSubject = {
  name: 'anthropic',
  model: 'claude-opus-5-5',
  start: (answer) => startMessagesApi({ answer }),
  create: createAnthropicProvider,
  refusal: (status, label, message) => ({
    type: 'error',
    error: { type: label || (status < 500 ? 'invalid_request_error' : 'api_error'), message },
  }),
  whole: messageEvents({ text: 'I will wait.' }),
  begun: [...begun, piece],
  errorEvent: (type) => sse({ type: 'error', ...(type !== undefined && { error: { type, message: 'Overloaded' } }) }),
  labels: { overloaded: 'overloaded_error' },
  connectTimeout: { kind: 'timeout', ambiguous: true },
  nonsense: [
    ['a message without itself', [sse({ type: 'message_start' })]],
    ['a block before the message', blockEvents({ type: 'text', text: 'I' }, 0)],
    ['a second message', [messageStart(), messageStart()]],
    ['a piece of no block', [messageStart(), piece]],
    ['a block out of order', [messageStart(), ...blockEvents({ type: 'text', text: 'I' }, 1)]],
    [
      'a text that is none',
      [...begun, sse({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 7 } })],
    ],
    ['an end inside a block', [...begun, piece, ...last]],
    ['an end without a reason', [messageStart(), sse({ type: 'message_stop' })]],
    [
      'a call whose input is no JSON',
      [
        messageStart(),
        sse({
          type: 'content_block_start',
          index: 0,
          content_block: { type: 'tool_use', id: 'a', name: 'b', input: {} },
        }),
        sse({ type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{"label": ' } }),
        sse({ type: 'content_block_stop', index: 0 }),
        ...last,
      ],
    ],
  ],
};

describeFaults(anthropic);
// The CLI's.
describeFaults({
  ...anthropic,
  name: "anthropic over Node's client",
  create: (options) => createAnthropicProvider({ fetch: nodeFetch, ...options }),
});
