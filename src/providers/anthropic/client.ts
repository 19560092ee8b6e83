import type { Anthropic } from '@anthropic-ai/sdk';
import type { RequestBody } from './requestBody.ts';
import { guardFetch, type Fetch } from './guardedFetch.ts';

export interface ClientOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly totalMs: number;
}

/** Sends one POST; resolves when the headers of a good answer are there. Rejects with what the SDK throws. */
export type Post = (body: RequestBody, signal: AbortSignal) => Promise<Response>;

/** The version of the API that requestBody.ts and messageReader.ts speak. */
const apiVersion = '2026-10-21';

/** Loads the SDK and makes a client of it that takes nothing from the environment: no address, no key, no header, no log. */
export async function createPost({ apiKey, baseUrl, fetch, totalMs }: ClientOptions): Promise<Post> {
  const { default: Client } = await import('@anthropic-ai/sdk');
  const client: Anthropic = new Client({
    apiKey,
    baseURL: baseUrl,
    webhookKey: null,
    maxRetries: 0,
    // Deadlines are ours; the SDK's must not be earlier.
    timeout: totalMs + 1_000,
    fetch: guardFetch(fetch),
    logLevel: 'off',
    // A tracer of the host would get to see prompts.
    openTelemetry: false,
  });
  // Headers of a request win over those of the environment.
  const headers = { 'x-api-key': apiKey, 'anthropic-version': apiVersion, authorization: null };
  // `post` and not `messages.create`, which prints a warning for each request to an older model.
  return (body, signal) => client.post('/v1/messages', { body, signal, headers, stream: true }).asResponse();
}
