import { afterEach, describe, expect, it } from 'vitest';
import type { Provider } from '../../../src/core/provider/provider.ts';
import type { ProviderErrorKind } from '../../../src/core/provider/providerError.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import type { Timeouts } from '../../../src/providers/http/deadlines.ts';
import type { Fetch } from '../../../src/providers/http/guardedFetch.ts';
import type { LoopbackAnswer, LoopbackApi } from '../../support/loopbackApi.ts';
import { failureOf, modelRequest, never } from './requests.ts';

/** What a server can do in any protocol. */
export type FaultyAnswer = LoopbackAnswer<never>;

export interface ProviderOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly clock: typeof systemClock;
  readonly fetch?: Fetch;
  readonly timeouts?: Partial<Timeouts>;
}

/** One protocol over HTTP, and how its services put what can go wrong. */
export interface FaultSubject {
  readonly name: string;
  readonly model: string;
  readonly start: (answer: () => FaultyAnswer) => Promise<LoopbackApi>;
  readonly create: (options: ProviderOptions) => Promise<Provider>;
  /** Below the server's address. */
  readonly basePath?: string;
  readonly refusal: (status: number, label: string, message: string) => object;
  /** The events of an answer that says «I will wait.», the last of which ends it. */
  readonly whole: readonly string[];
  /** The events of an answer up to a part of its text, «I will». */
  readonly begun: readonly string[];
  /** An error inside the stream; without a label it has no shape at all. */
  readonly errorEvent: (label?: string) => string;
  readonly labels: { readonly overloaded: string };
  /** A connection that cannot be made in time: whether the library keeps the cause, and so that nothing was sent. */
  readonly connectTimeout: { readonly kind: ProviderErrorKind; readonly ambiguous: boolean };
  /** What no answer can be made of. */
  readonly nonsense: readonly (readonly [fault: string, events: readonly string[]])[];
}

const apiKey = 'sk-test-5f3a';
const page = { 'content-type': 'text/html' };

interface Fault {
  readonly fault: string;
  readonly answer: FaultyAnswer;
  readonly kind: ProviderErrorKind;
}

/** What every protocol over HTTP must do with a server that misbehaves («Providers that fail»). */
export function describeFaults(subject: FaultSubject): void {
  const { name, model, start, create, basePath = '', whole, begun, errorEvent, labels } = subject;
  let api: LoopbackApi | null = null;
  afterEach(async () => {
    await api?.close();
    api = null;
  });

  const connect = async (answer: FaultyAnswer, options: Partial<ProviderOptions> = {}): Promise<Provider> => {
    api = await start(() => answer);
    return create({ apiKey, baseUrl: api.url + basePath, clock: systemClock, ...options });
  };
  const failure = async (answer: FaultyAnswer, options: Partial<ProviderOptions> = {}) =>
    failureOf((await connect(answer, options)).send(modelRequest({ model }), { signal: never }));
  const refusal = (
    status: number,
    label: string,
    message = 'No.',
    headers: Readonly<Record<string, string>> = {},
  ): FaultyAnswer => ({ status, headers, body: subject.refusal(status, label, message) });

  const refused = (status: number, kind: ProviderErrorKind, message = 'No.'): Fault => ({
    fault: `status ${status}, «${message}»`,
    answer: refusal(status, '', message),
    kind,
  });
  const refusals: readonly Fault[] = [
    refused(400, 'invalid_request'),
    refused(400, 'quota', 'Your credit balance is too low to access the API.'),
    refused(429, 'quota', 'You have reached your specified API usage limits.'),
    refused(429, 'quota', 'You exceeded your current quota, please check your plan and billing details.'),
    refused(429, 'rate_limited', 'You exceeded your quota for this minute. Please retry in 12s.'),
    refused(400, 'too_large', 'prompt is too long: 210000 tokens > 200000 maximum'),
    refused(401, 'auth'),
    refused(402, 'quota'),
    refused(403, 'permission'),
    refused(404, 'not_found'),
    refused(408, 'timeout'),
    refused(409, 'server'),
    refused(413, 'too_large'),
    refused(422, 'invalid_request'),
    refused(429, 'rate_limited'),
    refused(500, 'server'),
    refused(503, 'server'),
    refused(529, 'overloaded'),
    {
      fault: 'an overload by its label alone',
      answer: refusal(503, labels.overloaded),
      kind: 'overloaded',
    },
    { fault: 'a refusal without a body', answer: { status: 400, body: '' }, kind: 'invalid_request' },
    {
      fault: 'a redirect',
      answer: { status: 307, headers: { location: 'http://127.0.0.1:1/' } },
      kind: 'redirect',
    },
  ];
  const lost: readonly Fault[] = [
    // A gateway may have passed the request on.
    ...[502, 504, 520, 524].map((status) => refused(status, 'server')),
    {
      fault: 'a page of a gateway',
      answer: { status: 502, body: '<html>Bad gateway</html>', headers: page },
      kind: 'server',
    },
    { fault: 'a connection that breaks unanswered', answer: { silence: 'reset' }, kind: 'network' },
    {
      fault: 'a connection that breaks while it answers',
      answer: { events: begun, then: 'reset' },
      kind: 'network',
    },
    { fault: 'a stream that ends before its answer', answer: { events: begun }, kind: 'network' },
    { fault: 'a stream without its last event', answer: { events: whole.slice(0, -1) }, kind: 'network' },
    { fault: 'an empty stream', answer: { events: [] }, kind: 'network' },
    {
      fault: 'an overload inside the stream',
      answer: { events: [...begun, errorEvent(labels.overloaded)] },
      kind: 'overloaded',
    },
    { fault: 'an error without a shape', answer: { events: [...begun, errorEvent()] }, kind: 'server' },
    {
      fault: 'a page with status 200',
      answer: { status: 200, body: '<html>Sign in</html>', headers: page },
      kind: 'malformed',
    },
    { fault: 'an answer that is not streamed', answer: { status: 200, body: { content: [] } }, kind: 'malformed' },
    { fault: 'JSON that breaks off', answer: { events: ['data: {"type": "mess\n\n'] }, kind: 'malformed' },
    { fault: 'JSON that is no object', answer: { events: ['data: 42\n\n'] }, kind: 'malformed' },
    ...subject.nonsense.map(([fault, events]): Fault => ({ fault, answer: { events }, kind: 'malformed' })),
  ];

  describe(`${name}: what can go wrong with a request`, () => {
    const all = [
      ...refusals.map((each) => ({ ...each, ambiguous: false })),
      // The lost answer may have been billed.
      ...lost.map((each) => ({ ...each, ambiguous: true })),
    ];
    it.each(all)('$fault: $kind', async ({ answer, kind, ambiguous }) => {
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

    it.each<readonly [Partial<Timeouts>, FaultyAnswer, RegExp]>([
      [{ firstByteMs: 30 }, { silence: 'hang' }, /No answer came/],
      [{ idleMs: 30 }, { events: begun, then: 'hang' }, /stopped coming/],
      [{ idleMs: 60 }, { events: begun, then: 'hang', pingEveryMs: 5 }, /stopped coming/],
      [{ totalMs: 30 }, { events: begun, then: 'hang' }, /too long/],
      [{ totalMs: 30 }, { silence: 'hang' }, /too long/],
    ])('gives up after %j', async (timeouts, answer, says) => {
      expect(await failure(answer, { timeouts })).toMatchObject({
        kind: 'timeout',
        ambiguous: true,
        message: expect.stringMatching(says) as string,
      });
    });

    it('does not wait for the end of a connection whose answer is whole', async () => {
      const provider = await connect({ events: whole, then: 'hang' });
      expect(await provider.send(modelRequest({ model }), { signal: never })).toMatchObject({
        blocks: [{ text: 'I will wait.' }],
      });
    });

    it('reads a stream however it is cut, with carriage returns and characters of several bytes', async () => {
      const events = whole
        .join('')
        .replace('I will', 'Grüße 👋, I will')
        .replaceAll('\n', '\r\n')
        .match(/.{1,3}/gsu);
      const provider = await connect({ events: events ?? [] });
      expect(await provider.send(modelRequest({ model }), { signal: never })).toMatchObject({
        blocks: [{ text: 'Grüße 👋, I will wait.' }],
      });
    });

    it('knows that nothing was sent where nobody listens', async () => {
      const provider = await connect({ silence: 'hang' });
      await api?.close();
      api = null;
      expect(await failureOf(provider.send(modelRequest({ model }), { signal: never }))).toMatchObject({
        kind: 'network',
        ambiguous: false,
        message: 'The service cannot be reached (ECONNREFUSED).',
      });
    });

    it('knows a connection that could not be made in time', async () => {
      const cause = Object.assign(new Error('Connect Timeout Error'), { code: 'UND_ERR_CONNECT_TIMEOUT' });
      const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
      expect(await failure({ silence: 'hang' }, { fetch })).toMatchObject(subject.connectTimeout);
    });

    it('knows an address that is none', async () => {
      const error = await failure({ silence: 'hang' }, { baseUrl: 'nowhere' });
      expect(error).toMatchObject({ kind: 'network', ambiguous: false });
      expect(error.message).toContain('ERR_INVALID_URL');
    });

    it('does not take a bug for a failure of the service', async () => {
      const provider = await connect({ events: whole });
      const bug = new TypeError('text is not a function');
      const onDelta = () => {
        throw bug;
      };
      await expect(provider.send(modelRequest({ model }), { signal: never, onDelta })).rejects.toBe(bug);
    });

    it('says which request it was, and how long to wait', async () => {
      const error = await failure(refusal(429, '', 'Slow down.', { 'retry-after': '3' }));
      expect(error).toMatchObject({ status: 429, requestId: 'req_test', retryAfterMs: 3000 });
      expect(error.message).toBe('Too many requests (429): Slow down.');
    });

    it('keeps the key out of messages, even where the service repeats it', async () => {
      const error = await failure(refusal(401, '', `invalid key:\n${apiKey}\u202e`));
      expect(error.message).toBe('The service does not accept the API key (401): invalid key: …');
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

    it.each([301, 302, 303, 307, 308])('does not follow a redirect with status %i', async (status) => {
      const elsewhere = await start(() => ({ events: whole }));
      try {
        const error = await failure({ status, headers: { location: `${elsewhere.url}/` } });
        expect(error).toMatchObject({ kind: 'redirect', status });
        expect(elsewhere.requests).toEqual([]);
      } finally {
        await elsewhere.close();
      }
    });
  });
}
