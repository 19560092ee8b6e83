import type { OpenAI } from 'openai';
import { parseJson } from '../http/eventData.ts';
import type { Post } from '../http/exchange.ts';
import { guardFetch, type Fetch } from '../http/guardedFetch.ts';
import type { ChatBody } from './requestBody.ts';

export interface ClientOptions {
  /** Null: the server takes none, and is sent none. */
  readonly apiKey: string | null;
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly totalMs: number;
}

/** Loads the SDK and makes a client of it that takes nothing from the environment: no address, no key, no header, no log. */
export async function createPost({ apiKey, baseUrl, fetch, totalMs }: ClientOptions): Promise<Post<ChatBody>> {
  const { default: Client } = await import('openai');
  const client: OpenAI = new Client({
    // It insists on one; the header below is what is sent.
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    maxRetries: 0,
    // Deadlines are ours; the SDK's must not be earlier.
    timeout: totalMs + 1_000,
    fetch: unwrapErrors(guardFetch(fetch, ['authorization'])),
    logLevel: 'off',
  });
  // Headers of a request win over those of the environment.
  const headers = { authorization: apiKey === null ? null : `Bearer ${apiKey}` };
  return (body, signal) => client.post('/chat/completions', { body, signal, headers, stream: true }).asResponse();
}

/** Gemini puts the object of an error into a list, where the SDK does not find what it says. */
function unwrapErrors(fetch: Fetch): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.ok) return response;
    const text = await response.text();
    const body = parseJson(text);
    return new Response(Array.isArray(body) ? JSON.stringify(body[0]) : text, response);
  };
}
