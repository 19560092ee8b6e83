import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

type Fetch = typeof globalThis.fetch;

/**
 * `fetch` over Node's own HTTP client, which takes half of the processor time that the built-in `fetch` does: for a program
 * that sends thousands of requests. It sends text alone, asks for no compression and follows no redirect. Rejects, and errors
 * the body, with what the connection says; when the signal aborts, with its reason.
 */
export const nodeFetch: Fetch = (input, init = {}) =>
  new Promise((resolve, reject) => {
    const { method = 'GET', headers, body, signal } = init;
    if (input instanceof Request || (body !== undefined && body !== null && typeof body !== 'string'))
      throw new TypeError('only text can be sent, to an address');
    const url = new URL(input);
    const send = url.protocol === 'http:' ? requestHttp : requestHttps;
    const request = send(url, { method, headers: Object.fromEntries(new Headers(headers)) });
    const abort = (): void => void request.destroy(signal?.reason as Error);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
    request
      .on('close', () => signal?.removeEventListener('abort', abort))
      .on('error', reject)
      .on('response', (incoming) => {
        try {
          resolve(responseOf(incoming));
        } catch (cause) {
          reject(cause instanceof Error ? cause : new Error(String(cause)));
          request.destroy();
        }
      })
      .end(body);
  });

function responseOf(incoming: IncomingMessage): Response {
  const { statusCode = 0, statusMessage = '', headers } = incoming;
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, each]),
  );
  const hasBody = statusCode !== 204 && statusCode !== 205 && statusCode !== 304;
  if (!hasBody) incoming.resume();
  return new Response(hasBody ? bodyOf(incoming) : null, {
    status: statusCode,
    statusText: statusMessage,
    headers: pairs,
  });
}

/** What arrives is passed on as it is; while nobody takes it, no more is read from the connection. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let isWanted = true;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      incoming
        .on('data', (chunk: Uint8Array) => {
          if (!isWanted) return;
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
        })
        .on('end', () => {
          if (isWanted) controller.close();
        })
        .on('error', (cause) => controller.error(cause));
    },
    pull: () => void incoming.resume(),
    cancel() {
      isWanted = false;
      incoming.destroy();
    },
  });
}
