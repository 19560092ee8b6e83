import { ProviderError } from '../../core/provider/providerError.ts';
import type { ModelRequest, ModelResponse, Provider, SendOptions } from '../../core/provider/provider.ts';
import type { Clock } from '../../core/text/ports.ts';
import { checkParameters } from './checkParameters.ts';
import { createPost, type Post } from './client.ts';
import { Deadlines, defaultTimeouts, type Timeouts } from './deadlines.ts';
import { toProviderError } from './errors.ts';
import { asForcedCall } from './forcedCall.ts';
import type { Fetch } from './guardedFetch.ts';
import { MessageReader } from './messageReader.ts';
import { prepareRequest } from './requestBody.ts';
import { readStream } from './readStream.ts';

export interface AnthropicOptions {
  readonly apiKey: string;
  /** Where requests go. Always said: an address from the environment is never obeyed. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly fetch?: Fetch;
  readonly timeouts?: Partial<Timeouts>;
}

/** The Messages API, streamed. The SDK is loaded with the first request. */
export function createAnthropicProvider(options: AnthropicOptions): Promise<Provider> {
  const sender = new Sender(options);
  return Promise.resolve({
    profile: 'anthropic',
    label: null,
    check: (model, parameters) => Promise.resolve(checkParameters(model, parameters)),
    source: () => Promise.resolve(null),
    send: (request, sendOptions) => sender.send(request, sendOptions),
  });
}

class Sender {
  private readonly apiKey: string;
  private readonly options: AnthropicOptions;
  private readonly timeouts: Timeouts;
  private post: Promise<Post> | null = null;

  constructor(options: AnthropicOptions) {
    this.options = options;
    this.apiKey = options.apiKey.trim();
    this.timeouts = { ...defaultTimeouts, ...options.timeouts };
  }

  async send(request: ModelRequest, { signal, onDelta }: SendOptions): Promise<ModelResponse> {
    this.checkKey();
    const post = await this.client();
    if (signal.aborted) throw new ProviderError('cancelled', 'Stopped before it was sent.');
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    const deadlines = new Deadlines(this.options.clock, this.timeouts, abort);
    signal.addEventListener('abort', abort);
    const { body, jsonCall } = prepareRequest(request);
    const reader = new MessageReader(onDelta);
    let response: Response | null = null;
    try {
      response = await post(body, controller.signal);
      deadlines.progress();
      await readStream(response, reader, deadlines);
      const answer = reader.response(response.headers.get('request-id'));
      return jsonCall === null ? answer : asForcedCall(answer, jsonCall);
    } catch (error) {
      throw toProviderError(error, {
        isCancelled: signal.aborted,
        expired: deadlines.expired,
        hasBegun: response !== null,
        requestId: response?.headers.get('request-id') ?? null,
        now: this.options.clock.now(),
        redact: (text) => text.replaceAll(this.apiKey, '…'),
      });
    } finally {
      deadlines.stop();
      signal.removeEventListener('abort', abort);
      // Frees the connection of an answer that was not read to its end.
      if (!reader.isComplete()) controller.abort();
    }
  }

  /** Here, because `Headers` names the whole value in its error when it refuses one. */
  private checkKey(): void {
    if (this.apiKey === '') throw new ProviderError('no_key', 'There is no API key for Anthropic. Set one.');
    if (!/^[\x21-\x7e]+$/.test(this.apiKey)) {
      throw new ProviderError('auth', 'The API key for Anthropic holds a character that no key has. Set it again.');
    }
  }

  private client(): Promise<Post> {
    const { baseUrl, fetch = globalThis.fetch } = this.options;
    this.post ??= createPost({ apiKey: this.apiKey, baseUrl, fetch, totalMs: this.timeouts.totalMs });
    return this.post;
  }
}
