import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderErrorKind } from '../../../../src/core/provider/providerError.ts';
import { systemClock } from '../../../../src/node/systemClock.ts';
import {
  createAnthropicProvider,
  type AnthropicOptions,
} from '../../../../src/providers/anthropic/anthropicProvider.ts';
import { startMessagesApi, type ApiAnswer, type MessagesApi } from '../../../support/messagesApi.ts';
import { blockEvents, messageEvents, messageStart, sse } from '../../../support/messagesApiEvents.ts';
import { failureOf, modelRequest, never } from '../requests.ts';

const apiKey = 'sk-test-5f3a';
let api: MessagesApi | null = null;
afterEach(async () => {
  await api?.close();
  api = null;
});

async function failure(answer: ApiAnswer, options: Partial<AnthropicOptions> = {}) {
  api = await startMessagesApi({ answer: () => answer });
  const provider = await createAnthropicProvider({ apiKey, baseUrl: api.url, clock: systemClock, ...options });
  return failureOf(provider.send(modelRequest({ model: 'claude-opus-5-5' }), { signal: never }));
}

function refusal(
  status: number,
  type: string,
  message = 'No.',
  headers: Readonly<Record<string, string>> = {},
): ApiAnswer {
  return { status, headers, body: { type: 'error', error: { type, message } } };
}

const begun = [
  messageStart(),
  sse({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
];
const piece = sse({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'I will' } });
const whole = messageEvents({ text: 'I will wait.' });
const last = whole.slice(-2);
const page = { 'content-type': 'text/html' };

interface Fault {
  readonly fault: string;
  readonly answer: ApiAnswer;
  readonly kind: ProviderErrorKind;
  /** Whether the lost answer may have been billed. */
  readonly ambiguous: boolean;
}

const refusals: readonly Fault[] = [
  { fault: 'a bad request', answer: refusal(400, 'invalid_request_error'), kind: 'invalid_request', ambiguous: false },
  {
    fault: 'no credit',
    answer: refusal(400, 'invalid_request_error', 'Your credit balance is too low to access the API.'),
    kind: 'quota',
    ambiguous: false,
  },
  {
    fault: 'a spend limit, as 429',
    answer: refusal(429, 'rate_limit_error', 'You have reached your specified API usage limits.'),
    kind: 'quota',
    ambiguous: false,
  },
  {
    fault: 'a prompt beyond the context',
    answer: refusal(400, 'invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
    kind: 'too_large',
    ambiguous: false,
  },
  { fault: 'a wrong key', answer: refusal(401, 'authentication_error'), kind: 'auth', ambiguous: false },
  { fault: 'a bill', answer: refusal(402, 'billing_error'), kind: 'quota', ambiguous: false },
  { fault: 'no permission', answer: refusal(403, 'permission_error'), kind: 'permission', ambiguous: false },
  { fault: 'an unknown model', answer: refusal(404, 'not_found_error'), kind: 'not_found', ambiguous: false },
  { fault: 'a conflict', answer: refusal(409, 'api_error'), kind: 'server', ambiguous: false },
  { fault: 'a body that is too large', answer: refusal(413, 'request_too_large'), kind: 'too_large', ambiguous: false },
  { fault: 'too many requests', answer: refusal(429, 'rate_limit_error'), kind: 'rate_limited', ambiguous: false },
  { fault: 'a failure of the service', answer: refusal(500, 'api_error'), kind: 'server', ambiguous: false },
  {
    fault: 'a page of a gateway',
    answer: { status: 502, body: '<html>Bad gateway</html>', headers: page },
    kind: 'server',
    ambiguous: false,
  },
  { fault: 'an overloaded service', answer: refusal(529, 'overloaded_error'), kind: 'overloaded', ambiguous: false },
  {
    fault: 'an overload by its type alone',
    answer: refusal(503, 'overloaded_error'),
    kind: 'overloaded',
    ambiguous: false,
  },
  {
    fault: 'a redirect',
    answer: { status: 307, headers: { location: 'http://127.0.0.1:1/' } },
    kind: 'redirect',
    ambiguous: false,
  },
];

const lostAnswers: readonly Fault[] = [
  { fault: 'a connection that breaks unanswered', answer: { silence: 'reset' }, kind: 'network', ambiguous: true },
  {
    fault: 'a connection that breaks while it answers',
    answer: { events: [...begun, piece], then: 'reset' },
    kind: 'network',
    ambiguous: true,
  },
  {
    fault: 'a stream that ends before its message',
    answer: { events: [...begun, piece] },
    kind: 'network',
    ambiguous: true,
  },
  { fault: 'an empty stream', answer: { events: [] }, kind: 'network', ambiguous: true },
  {
    fault: 'an overload inside the stream',
    answer: { events: [...begun, sse({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })] },
    kind: 'overloaded',
    ambiguous: true,
  },
  {
    fault: 'an error without a shape',
    answer: { events: [...begun, sse({ type: 'error' })] },
    kind: 'server',
    ambiguous: true,
  },
];

const nonsense: readonly Fault[] = [
  { fault: 'a page with status 200', answer: { status: 200, body: '<html>Sign in</html>', headers: page } },
  { fault: 'a message that is not streamed', answer: { status: 200, body: { type: 'message', content: [] } } },
  { fault: 'JSON that breaks off', answer: { events: ['event: message_start\ndata: {"type": "mess\n\n'] } },
  { fault: 'JSON that is no object', answer: { events: ['data: 42\n\n'] } },
  { fault: 'a message without itself', answer: { events: [sse({ type: 'message_start' })] } },
  { fault: 'a block before the message', answer: { events: blockEvents({ type: 'text', text: 'I' }, 0) } },
  { fault: 'a second message', answer: { events: [messageStart(), messageStart()] } },
  { fault: 'a piece of no block', answer: { events: [messageStart(), piece] } },
  {
    fault: 'a block out of order',
    answer: { events: [messageStart(), ...blockEvents({ type: 'text', text: 'I' }, 1)] },
  },
  {
    fault: 'a text that is none',
    answer: {
      events: [...begun, sse({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 7 } })],
    },
  },
  { fault: 'an end inside a block', answer: { events: [...begun, piece, ...last] } },
  { fault: 'an end without a reason', answer: { events: [messageStart(), sse({ type: 'message_stop' })] } },
  {
    fault: 'a call whose input is no JSON',
    answer: {
      events: [
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
    },
  },
].map((fault) => ({ ...fault, kind: 'malformed', ambiguous: true }));

describe('what can go wrong with a request', () => {
  it.each([...refusals, ...lostAnswers, ...nonsense])('$fault: $kind', async ({ answer, kind, ambiguous }) => {
    const error = await failure(answer);
    expect({ kind: error.kind, ambiguous: error.ambiguous, name: error.name }).toEqual({
      kind,
      ambiguous,
      name: 'ProviderError',
    });
    expect(error.message).not.toMatch(/<html|Sign in|I will/);
    // One call is one POST, whatever happens.
    expect(api?.requests).toHaveLength(1);
  });

  it.each<readonly [AnthropicOptions['timeouts'], ApiAnswer, RegExp]>([
    [{ firstByteMs: 30 }, { silence: 'hang' }, /No answer came/],
    [{ idleMs: 30 }, { events: [...begun, piece], then: 'hang' }, /stopped coming/],
    [{ idleMs: 60 }, { events: [...begun, piece], then: 'hang', pingEveryMs: 5 }, /stopped coming/],
    [{ totalMs: 30 }, { events: [...begun, piece], then: 'hang' }, /too long/],
    [{ totalMs: 30 }, { silence: 'hang' }, /too long/],
  ])('gives up after %j', async (timeouts = {}, answer, says) => {
    expect(await failure(answer, { timeouts })).toMatchObject({
      kind: 'timeout',
      ambiguous: true,
      message: expect.stringMatching(says) as string,
    });
  });

  it('does not wait for the end of a connection whose message is whole', async () => {
    api = await startMessagesApi({ answer: () => ({ events: whole, then: 'hang' }) });
    const provider = await createAnthropicProvider({ apiKey, baseUrl: api.url, clock: systemClock });
    expect(await provider.send(modelRequest(), { signal: never })).toMatchObject({
      blocks: [{ text: 'I will wait.' }],
    });
  });

  it('knows that nothing was sent where nobody listens', async () => {
    api = await startMessagesApi();
    const { url } = api;
    await api.close();
    api = null;
    const provider = await createAnthropicProvider({ apiKey, baseUrl: url, clock: systemClock });
    const error = await failureOf(provider.send(modelRequest(), { signal: never }));
    expect(error).toMatchObject({
      kind: 'network',
      ambiguous: false,
      message: 'The service cannot be reached (ECONNREFUSED).',
    });
  });

  it('takes a timeout of the connection for one, though the SDK keeps no cause', async () => {
    const cause = Object.assign(new Error('Connect Timeout Error'), { code: 'UND_ERR_CONNECT_TIMEOUT' });
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
    expect(await failure({ silence: 'hang' }, { fetch })).toMatchObject({ kind: 'timeout', ambiguous: true });
  });

  it('knows an address that is none', async () => {
    const error = await failure({ silence: 'hang' }, { baseUrl: 'nowhere' });
    expect(error).toMatchObject({ kind: 'network', ambiguous: false });
    expect(error.message).toContain('ERR_INVALID_URL');
  });

  it('does not take a bug for a failure of the service', async () => {
    api = await startMessagesApi();
    const provider = await createAnthropicProvider({ apiKey, baseUrl: api.url, clock: systemClock });
    const bug = new TypeError('text is not a function');
    const onDelta = () => {
      throw bug;
    };
    await expect(provider.send(modelRequest(), { signal: never, onDelta })).rejects.toBe(bug);
  });

  it('says which request it was, and how long to wait', async () => {
    const error = await failure(refusal(429, 'rate_limit_error', 'Slow down.', { 'retry-after': '3' }));
    expect(error).toMatchObject({ status: 429, requestId: 'req_test', retryAfterMs: 3000 });
    expect(error.message).toBe('Too many requests (429): Slow down.');
  });

  it('keeps the key out of messages, even where the service repeats it', async () => {
    const error = await failure(refusal(401, 'authentication_error', `invalid x-api-key:\n${apiKey}\u202e`));
    expect(error.message).toBe('The service does not accept the API key (401): invalid x-api-key: …');
  });

  it.each([
    ['sk-test\n-5f3a', 'auth'],
    ['sk-tést', 'auth'],
    ['  ', 'no_key'],
  ])('does not send the key %j, and does not repeat it', async (key, kind) => {
    const error = await failure({ silence: 'hang' }, { apiKey: key });
    expect(error.kind).toBe(kind);
    expect(error.message).not.toContain('sk-');
    expect(api?.requests).toHaveLength(0);
  });
});
