import { isObject } from '../../core/text/json.ts';
import type { ModelRequest, ModelResponse, Provider, SendOptions } from '../../core/provider/provider.ts';
import { prefixTokens } from '../../core/provider/prefixTokens.ts';
import type { Clock, Signal } from '../../core/text/ports.ts';
import { defaultTimeouts, type Timeouts } from '../http/deadlines.ts';
import { requestIdOf } from '../http/errors.ts';
import { parseJson, tokenCount } from '../http/eventData.ts';
import { checkKey, exchange, type ExchangeOptions } from '../http/exchange.ts';
import { asForcedCall, withWholeCalls } from '../http/forcedCall.ts';
import type { Fetch } from '../http/guardedFetch.ts';
import { readStream } from '../http/readStream.ts';
import { MalformedStream } from '../http/streamErrors.ts';
import { checkParameters } from '../parameters.ts';
import { createBatches } from './anthropicBatches.ts';
import { cacheMinimum } from './cacheMinimums.ts';
import { capabilitiesOf } from './capabilities.ts';
import { createClient, type Client } from './client.ts';
import { MessageReader } from './messageReader.ts';
import { countBody, prepareRequest } from './requestBody.ts';

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
    check: (model, parameters) => Promise.resolve(checkParameters(model, capabilitiesOf(model), parameters)),
    source: () => Promise.resolve(null),
    countTokens: (request, signal) => sender.countTokens(request, signal),
    batches: createBatches({
      baseUrl: options.baseUrl,
      load: () => sender.load(),
      exchangeOptions: (signal) => sender.exchangeOptions(signal),
    }),
    keepsPrefix: (request) => prefixTokens(request) >= cacheMinimum(request.model),
    send: (request, sendOptions) => sender.send(request, sendOptions),
  });
}

class Sender {
  private readonly apiKey: string;
  private readonly options: AnthropicOptions;
  private readonly timeouts: Timeouts;
  private client: Promise<Client> | null = null;

  constructor(options: AnthropicOptions) {
    this.options = options;
    this.apiKey = options.apiKey.trim();
    this.timeouts = { ...defaultTimeouts, ...options.timeouts };
  }

  async send(request: ModelRequest, { signal, onDelta, sharesPrefix }: SendOptions): Promise<ModelResponse> {
    const { send } = await this.load();
    const { body, jsonCall } = prepareRequest(request, sharesPrefix);
    const reader = new MessageReader(onDelta);
    return exchange(
      (aborted) => send(body, aborted),
      async (response, deadlines) => {
        await readStream(response, reader, deadlines);
        const said = reader.response(requestIdOf(response.headers));
        const answer = request.tools.length > 0 ? said : withWholeCalls(said);
        return jsonCall === null ? answer : asForcedCall(answer, jsonCall);
      },
      this.exchangeOptions(signal),
    );
  }

  async countTokens(request: ModelRequest, signal: Signal): Promise<number | null> {
    const { count } = await this.load();
    return exchange(
      (aborted) => count(countBody(request), aborted),
      async (response) => {
        const answer = parseJson(await response.text());
        if (!isObject(answer)) throw new MalformedStream('the count is not a JSON object');
        return tokenCount(answer['input_tokens']);
      },
      this.exchangeOptions(signal),
    );
  }

  exchangeOptions(signal: Signal): ExchangeOptions {
    return { signal, clock: this.options.clock, timeouts: this.timeouts, apiKey: this.apiKey };
  }

  async load(): Promise<Client> {
    checkKey('Anthropic', this.apiKey);
    const { baseUrl, fetch = globalThis.fetch } = this.options;
    this.client ??= createClient({ apiKey: this.apiKey, baseUrl, fetch, totalMs: this.timeouts.totalMs });
    return this.client;
  }
}
