import type { ServerResponse } from 'node:http';
import type { ProviderErrorKind } from '../../../src/core/provider/providerError.ts';
import type { CallClock } from './callClock.ts';
import type { Dialect } from './dialect.ts';

/** What a fault may come to, as the journal says it. */
export type Meets = 'answer' | { readonly kind: ProviderErrorKind; readonly ambiguous: boolean };

/** What a fault has to play with. */
export interface Stage {
  readonly response: ServerResponse;
  readonly dialect: Dialect;
  /** Of a whole answer; the last one is the terminator. */
  readonly events: readonly string[];
  readonly eventsWithUsage: (usage: { readonly input: number; readonly output: number } | null) => readonly string[];
  /** The headers of every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** The caller's. */
  readonly clock: CallClock;
  /** Another server, which must not hear of this. */
  readonly elsewhere: string;
  /** Resolves when the caller has gone. */
  readonly gone: Promise<void>;
}

export interface Fault {
  readonly name: string;
  readonly meets: readonly Meets[];
  /** The first so many requests of a run meet it, all others do not; left out: some of all. */
  readonly storm?: number;
  play(stage: Stage): void | Promise<void>;
}

export const lost = (kind: ProviderErrorKind): Meets => ({ kind, ambiguous: true });
export const refused = (kind: ProviderErrorKind): Meets => ({ kind, ambiguous: false });

/** Begins a stream. */
export function begin({ response, headers }: Stage, more: Readonly<Record<string, string>> = {}): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...headers, ...more });
}

/** A stream of just this. */
export function stream(stage: Stage, body: string | Buffer, more: Readonly<Record<string, string>> = {}): void {
  begin(stage, more);
  stage.response.end(body);
}

/** Writes, and resolves when the socket has taken it. */
export function write({ response }: Stage, text: string | Buffer): Promise<void> {
  return new Promise((resolve) => response.write(text, () => resolve()));
}

/** An error of the service. */
export function refuse(
  { response, dialect, headers }: Stage,
  status: number,
  message = 'No.',
  more: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers, ...more });
  response.end(JSON.stringify(dialect.error(status, message)));
}
