import { createChatProvider } from '../../../../src/providers/openaiCompatible/chatProvider.ts';
import { startChatApi } from '../../../support/chatApi.ts';
import { chatEvents, choice, chunk, done } from '../../../support/chatApiEvents.ts';
import { describeFaults } from '../faults.ts';

const begun = [choice({ role: 'assistant', content: '' })];
const stop = [choice({}, 'stop'), done];

describeFaults({
  name: 'openai-compatible',
  model: 'gpt-5.4',
  start: (answer) => startChatApi({ answer }),
  create: (options) => Promise.resolve(createChatProvider({ profile: 'openai', ...options })),
  basePath: '/v1',
  refusal: (_status, label, message) => ({
    error: { message, type: 'invalid_request_error', param: null, code: label === '' ? null : label },
  }),
  whole: chatEvents({ text: 'I will wait.' }),
  begun: [...begun, choice({ content: 'I will' })],
  errorEvent: (code) => chunk({ error: code === undefined ? 'no' : { code, message: 'Overloaded' } }),
  labels: { overloaded: 'insufficient_system_resource' },
  connectTimeout: { kind: 'network', ambiguous: false },
  nonsense: [
    ['a chunk without an answer', [chunk({ object: 'chat.completion.chunk' })]],
    ['two answers', [chunk({ choices: [{ delta: {} }, { delta: {} }] })]],
    ['a second answer', [chunk({ choices: [{ index: 1, delta: { content: 'I' } }] })]],
    ['an answer that is no object', [chunk({ choices: [7] })]],
    ['a text that is none', [...begun, choice({ content: ['I will'] })]],
    ['a reasoning that is none', [...begun, choice({ reasoning_content: 7 })]],
    ['an end without a reason', [...begun, done]],
    ['tool calls that are no list', [...begun, choice({ tool_calls: {} })]],
    ['a tool call that is no object', [...begun, choice({ tool_calls: [7] })]],
    [
      'a call whose arguments are no JSON',
      [
        ...begun,
        choice({ tool_calls: [{ index: 0, id: 'a', function: { name: 'b', arguments: '{"label": ' } }] }),
        ...stop,
      ],
    ],
    [
      'a call without a name',
      [...begun, choice({ tool_calls: [{ index: 0, function: { arguments: '{}' } }] }), ...stop],
    ],
  ],
});
