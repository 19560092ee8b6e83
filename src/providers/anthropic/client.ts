import type { Anthropic } from '@anthropic-ai/sdk';
import type { Post } from '../http/exchange.ts';
import { guardFetch, type Fetch } from '../http/guardedFetch.ts';
import type { BatchBody, CountBody, RequestBody } from './requestBody.ts';

export interface ClientOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly totalMs: number;
}

export interface Client {
  readonly send: Post<RequestBody>;
  readonly count: Post<CountBody>;
  readonly createBatch: Post<BatchBody>;
  /** A path of the API, or a whole address on its origin. */
  readonly get: Post<string>;
  readonly cancelBatch: Post<string>;
}

/** The version of the API that requestBody.ts and messageReader.ts speak. */
const apiVersion = '2026-10-21';

/** Loads the SDK and makes a client of it that takes nothing from the environment: no address, no key, no header, no log. */
export async function createClient({ apiKey, baseUrl, fetch, totalMs }: ClientOptions): Promise<Client> {
  const { default: Client } = await import('@anthropic-ai/sdk');
  const client: Anthropic = new Client({
    apiKey,
    baseURL: baseUrl,
    webhookKey: null,
    maxRetries: 0,
    // Deadlines are ours; the SDK's must not be earlier.
    timeout: totalMs + 1_000,
    fetch: guardFetch(fetch, ['x-api-key', 'anthropic-version']),
    logLevel: 'off',
    // A tracer of the host would get to see prompts.
    openTelemetry: false,
  });
  // Headers of a request win over those of the environment.
  const headers = { 'x-api-key': apiKey, 'anthropic-version': apiVersion, authorization: null };
  return {
    // `post` and not `messages.create`, which prints a warning for each request to an older model.
    send: (body, signal) => client.post('/v1/messages', { body, signal, headers, stream: true }).asResponse(),
    count: (body, signal) => client.post('/v1/messages/count_tokens', { body, signal, headers }).asResponse(),
    createBatch: (body, signal) => client.post('/v1/messages/batches', { body, signal, headers }).asResponse(),
    get: (path, signal) => client.get(path, { signal, headers }).asResponse(),
    cancelBatch: (id, signal) =>
      client.post(`/v1/messages/batches/${encodeURIComponent(id)}/cancel`, { signal, headers }).asResponse(),
  };
}
