/**
 * A server that speaks a model's API on 127.0.0.1, as well or as badly as its handler says. Nothing here asserts: tests,
 * end-to-end tests and benchmarks use it alike.
 */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';

export interface LoopbackRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as JSON; null where it is none. */
  readonly body: unknown;
  /** How many requests came before. */
  readonly index: number;
}

/** What the server does with one request. */
export type LoopbackAnswer<Message> =
  /** A whole message, streamed as the service does. */
  | { readonly message: Message }
  /** A stream of these events, one write each. */
  | { readonly events: readonly string[]; readonly then?: StreamEnd; readonly pingEveryMs?: number }
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** No answer at all: the connection stays open, or breaks. */
  | { readonly silence: 'hang' | 'reset' };

/** What comes after the events: the regular end, nothing more, or a broken connection. */
type StreamEnd = 'end' | 'hang' | 'reset';

/** What of a server depends on the protocol. */
export interface Protocol<Message> {
  /** The events of a whole message, one write each. */
  readonly events: (message: Message) => readonly string[];
  /** What keeps a connection open, and is no content. */
  readonly ping: string;
  readonly requestIdHeader: string;
  /** The answer to everything where no handler is given. */
  readonly fallback: Message;
}

export interface LoopbackOptions<Message> {
  /** Between a request and the first byte of its answer. */
  readonly latencyMs?: number;
  /** What to answer; the protocol's fallback when left out. */
  readonly answer?: (request: LoopbackRequest) => LoopbackAnswer<Message> | Promise<LoopbackAnswer<Message>>;
  /** Off for long runs: then `requests` stays empty. */
  readonly record?: boolean;
}

export interface LoopbackApi {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly requests: readonly LoopbackRequest[];
  close(): Promise<void>;
}

export async function startLoopbackApi<Message>(
  protocol: Protocol<Message>,
  options: LoopbackOptions<Message>,
): Promise<LoopbackApi> {
  const { latencyMs = 0, answer = () => ({ message: protocol.fallback }), record = true } = options;
  const requests: LoopbackRequest[] = [];
  let count = 0;
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = { ...(await readRequest(incoming)), index: count++ };
    if (record) requests.push(request);
    const what = await answer(request);
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    reply(response, what, protocol);
  };
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => incoming.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, requests, close: () => close(server) };
}

async function readRequest(incoming: IncomingMessage): Promise<Omit<LoopbackRequest, 'index'>> {
  const { method = '', url = '', headers } = incoming;
  return { method, path: url, headers, body: parse(await text(incoming)) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function reply<Message>(response: ServerResponse, answer: LoopbackAnswer<Message>, protocol: Protocol<Message>): void {
  const requestId = { [protocol.requestIdHeader]: 'req_test' };
  if ('silence' in answer) {
    if (answer.silence === 'reset') response.destroy();
  } else if ('status' in answer) {
    const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...requestId,
      ...answer.headers,
    });
    response.end(body);
  } else {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...requestId });
    // A whole message in one write: a benchmark measures its client, not this server.
    if ('message' in answer) response.end(protocol.events(answer.message).join(''));
    else stream(response, answer, protocol.ping);
  }
}

function stream(
  response: ServerResponse,
  { events, then = 'end', pingEveryMs }: Extract<LoopbackAnswer<never>, { events: unknown }>,
  ping: string,
): void {
  for (const event of events) response.write(event);
  if (then === 'end') response.end();
  // Only when all has been written does the client see what came before the break.
  if (then === 'reset') response.write('', () => response.destroy());
  if (then === 'hang' && pingEveryMs !== undefined) {
    const timer = setInterval(() => response.write(ping), pingEveryMs);
    response.on('close', () => clearInterval(timer));
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
