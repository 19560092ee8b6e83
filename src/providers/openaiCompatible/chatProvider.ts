import { prefixTokens } from '../../core/provider/prefixTokens.ts';
import type { ModelRequest, ModelResponse, Provider, SendOptions } from '../../core/provider/provider.ts';
import type { Clock } from '../../core/text/ports.ts';
import type { Timeouts } from '../http/deadlines.ts';
import { requestIdOf } from '../http/errors.ts';
import { checkKey, exchange, type Post } from '../http/exchange.ts';
import { asForcedCall, withWholeCalls } from '../http/forcedCall.ts';
import type { Fetch } from '../http/guardedFetch.ts';
import { readStream } from '../http/readStream.ts';
import { checkParameters } from '../parameters.ts';
import { capabilitiesOf } from './capabilities.ts';
import { ChunkReader } from './chunkReader.ts';
import { createPost } from './client.ts';
import { prepareRequest, type ChatBody } from './requestBody.ts';

export interface ChatOptions {
  readonly profile: string;
  /** Null: the server takes none. */
  readonly apiKey: string | null;
  /** Where requests go, up to `/chat/completions`. Always said: an address from the environment is never obeyed. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly fetch?: Fetch;
  readonly timeouts?: Partial<Timeouts>;
}

/**
 * Longer than for other protocols: a model that hides its reasoning is silent while it thinks (xAI asks for 900 s and more:
 * docs.x.ai, «Best Practices Guide»), and a local server while it loads the model.
 */
const patientTimeouts: Timeouts = { firstByteMs: 300_000, idleMs: 300_000, totalMs: 1_800_000 };

/**
 * In tokens. OpenAI keeps prefixes of this length without being asked (developers.openai.com, guide «Prompt caching», read in
 * November 2026); of the services that follow it nothing as sure is known.
 */
const keptUnasked = 1024;

/** The Chat Completions API of OpenAI, and of all that speak it, streamed. The SDK is loaded with the first request. */
export function createChatProvider(options: ChatOptions): Provider {
  const { profile } = options;
  const sender = new Sender(options);
  return {
    profile,
    label: null,
    check: (model, parameters) => Promise.resolve(checkParameters(model, capabilitiesOf(profile, model), parameters)),
    source: () => Promise.resolve(null),
    ...(profile === 'openai' && { keepsPrefix: (request) => prefixTokens(request) >= keptUnasked }),
    send: (request, sendOptions) => sender.send(request, sendOptions),
  };
}

class Sender {
  private readonly options: ChatOptions;
  private readonly apiKey: string | null;
  private readonly timeouts: Timeouts;
  private post: Promise<Post<ChatBody>> | null = null;

  constructor(options: ChatOptions) {
    this.options = options;
    this.apiKey = options.apiKey?.trim() ?? null;
    this.timeouts = { ...patientTimeouts, ...options.timeouts };
  }

  async send(request: ModelRequest, { signal, onDelta }: SendOptions): Promise<ModelResponse> {
    const post = await this.load();
    const { body, jsonCall } = prepareRequest(this.options.profile, request);
    const reader = new ChunkReader(onDelta);
    return exchange(
      (aborted) => post(body, aborted),
      async (response, deadlines) => {
        await readStream(response, reader, deadlines);
        const said = reader.response(requestIdOf(response.headers));
        const answer = request.tools.length > 0 ? said : withWholeCalls(said);
        return jsonCall === null ? answer : asForcedCall(answer, jsonCall);
      },
      { signal, clock: this.options.clock, timeouts: this.timeouts, apiKey: this.apiKey ?? '' },
    );
  }

  private async load(): Promise<Post<ChatBody>> {
    const { profile, baseUrl, fetch = globalThis.fetch } = this.options;
    if (this.apiKey !== null) checkKey(profile, this.apiKey);
    this.post ??= createPost({ apiKey: this.apiKey, baseUrl, fetch, totalMs: this.timeouts.totalMs });
    return this.post;
  }
}
