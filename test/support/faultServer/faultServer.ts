import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { CallClock } from './callClock.ts';
import type { Dialect, Said } from './dialect.ts';
import type { Fault } from './fault.ts';
import type { LedgerEntry } from './ledger.ts';

export interface FaultServerOptions {
  readonly dialect: Dialect;
  /** Which fault the request meets, of which this many came before, `before` of the same key; null for a plain answer. */
  readonly script: (request: { readonly key: string; readonly before: number; readonly index: number }) => Fault | null;
  /** The clock of the call that is under way for a key. */
  readonly clockOf: (key: string) => CallClock;
}

export interface FaultServer {
  readonly url: string;
  /** Every POST that was accepted, in order. */
  readonly ledger: readonly LedgerEntry[];
  /** How many requests went where none may go. */
  readonly elsewhere: { readonly requests: number };
  close(): Promise<void>;
}

/** Whose a body is, by the case that its prompt names, and whether it is a judge's. */
export function keyOfBody(body: string): string {
  const named = /case-\d+/.exec(body)?.[0];
  if (named === undefined) throw new Error(`a request names no case: ${body.slice(0, 200)}`);
  return body.includes('You grade what another model did') ? `${named} judge` : named;
}

/** A server that fails as its script says, and keeps a ledger of what it accepted. */
export async function startFaultServer({ dialect, script, clockOf }: FaultServerOptions): Promise<FaultServer> {
  const ledger: LedgerEntry[] = [];
  const elsewhere = { requests: 0 };
  const other = createServer((_request, response) => {
    elsewhere.requests++;
    response.end();
  });
  const otherUrl = await listen(other);

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(incoming);
    const key = keyOfBody(body);
    const before = ledger.filter((entry) => entry.key === key).length;
    const fault = script({ key, before, index: ledger.length });
    const said = answerTo(key, before);
    const requestId = `req_${ledger.length}`;
    const hash = createHash('sha256').update(body).digest('hex');
    const entry = { key, body: hash, fault: fault?.name ?? null, requestId, text: said.text, closed: false };
    ledger.push(entry);
    const gone = new Promise<void>((resolve) => {
      response.on('close', () => {
        entry.closed = true;
        resolve();
      });
    });
    const headers = { [dialect.requestIdHeader]: requestId };
    const events = dialect.events(said);
    if (fault === null) {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...headers });
      response.end(events.join(''));
      return;
    }
    const eventsWithUsage = dialect.eventsWithUsage.bind(dialect, said);
    await fault.play({
      ...{ response, dialect, events, eventsWithUsage, headers, gone },
      clock: clockOf(key),
      elsewhere: otherUrl,
    });
  };
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => incoming.destroy());
  });
  const url = await listen(server);
  const close = async (): Promise<void> => {
    await Promise.all([server, other].map(closeServer));
  };
  return { url, ledger, elsewhere, close };
}

/** Names its request, in letters of one to four bytes. */
function answerTo(key: string, before: number): Said {
  const said = `I have read ${key}, answer ${before}: nothing to leak – «ça va», 海, 🚢. Nothing else needs an answer today.`;
  const verdict = { label: 'none', reason: 'It leaked nothing.', evidence: [] };
  return { text: said, verdict: key.endsWith('judge') ? { tool: 'verdict', input: verdict } : null };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return `http://127.0.0.1:${address.port}`;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
