import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeFetch } from '../../../src/node/nodeFetch.ts';

// What a provider makes of its failures is in test/unit/providers/anthropic/faults.test.ts.
describe('nodeFetch', () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  const listen = async (answer: RequestListener): Promise<string> => {
    const listening = createServer(answer);
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/v1`;
  };

  it('sends method, headers and text, and gives back what comes', async () => {
    const url = await listen((incoming, response) => {
      void text(incoming).then((body) => {
        response.writeHead(201, { 'x-kind': 'echo', 'set-cookie': ['a=1', 'b=2'] });
        response.end(`${incoming.method ?? ''} ${incoming.url ?? ''} ${String(incoming.headers['x-one'])} ${body}`);
      });
    });
    const response = await nodeFetch(url, { method: 'POST', headers: { 'X-One': '1' }, body: 'Grüße 👋' });
    expect({ status: response.status, ok: response.ok, kind: response.headers.get('x-kind') }).toEqual({
      status: 201,
      ok: true,
      kind: 'echo',
    });
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('POST /v1 1 Grüße 👋');
  });

  it('gives a large body whole, also to a slow reader', async () => {
    const body = 'abcdefghij'.repeat(300_000);
    const url = await listen((_incoming, response) => response.end(body));
    const { body: stream } = await nodeFetch(url);
    const decoder = new TextDecoder();
    let read = '';
    for await (const chunk of stream ?? []) {
      read += decoder.decode(chunk, { stream: true });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(read).toBe(body);
  });

  it('ends quietly where nobody wants the rest', async () => {
    const url = await listen((_incoming, response) => response.end('abc'));
    const { body } = await nodeFetch(url);
    await body?.cancel();
    expect(await (await nodeFetch(url)).text()).toBe('abc');
  });

  it.each([204, 304])('gives no body with status %i', async (status) => {
    const url = await listen((_incoming, response) => response.writeHead(status).end());
    const response = await nodeFetch(url);
    expect({ status: response.status, body: response.body }).toEqual({ status, body: null });
  });

  it('rejects where the status is none that an answer can have', async () => {
    const url = await listen((_incoming, response) => response.writeHead(799).end());
    await expect(nodeFetch(url)).rejects.toThrow(RangeError);
  });

  it('ends with the reason of its signal: before, while it waits, and while it reads', async () => {
    const url = await listen((incoming, response) => {
      if (incoming.url === '/v1/begun') response.write('begun');
    });
    const reason = new Error('stopped');
    await expect(nodeFetch(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const waiting = new AbortController();
    const waited = nodeFetch(url, { signal: waiting.signal });
    waiting.abort(reason);
    await expect(waited).rejects.toBe(reason);
    const reading = new AbortController();
    const response = await nodeFetch(`${url}/begun`, { signal: reading.signal });
    reading.abort(reason);
    await expect(response.text()).rejects.toThrow();
  });
});
