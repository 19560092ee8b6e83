import { ProviderError } from '../../core/provider/providerError.ts';
import type { Clock, Signal } from '../../core/text/ports.ts';
import { Deadlines, type Timeouts } from './deadlines.ts';
import { requestIdOf, toProviderError } from './errors.ts';

export interface ExchangeOptions {
  readonly signal: Signal;
  readonly clock: Clock;
  readonly timeouts: Timeouts;
  /** Kept out of every message. */
  readonly apiKey: string;
}

/** Sends one POST; resolves when the headers of a good answer are there. Rejects with what the SDK throws. */
export type Post<Body> = (body: Body, signal: AbortSignal) => Promise<Response>;

/**
 * One request and the reading of its answer, within the deadlines and until the signal aborts. Rejects with a
 * `ProviderError`; a bug comes through as it is.
 */
export async function exchange<Result>(
  send: (signal: AbortSignal) => Promise<Response>,
  read: (response: Response, deadlines: Deadlines) => Promise<Result>,
  { signal, clock, timeouts, apiKey }: ExchangeOptions,
): Promise<Result> {
  if (signal.aborted) throw new ProviderError('cancelled', 'Stopped before it was sent.');
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const deadlines = new Deadlines(clock, timeouts, abort);
  signal.addEventListener('abort', abort);
  let response: Response | null = null;
  try {
    response = await send(controller.signal);
    deadlines.progress();
    return await read(response, deadlines);
  } catch (error) {
    // Frees the connection of an answer that was not read to its end.
    controller.abort();
    throw toProviderError(error, {
      isCancelled: signal.aborted,
      expired: deadlines.expired,
      hasBegun: response !== null,
      requestId: response && requestIdOf(response.headers),
      now: clock.now(),
      redact: redactor(apiKey),
    });
  } finally {
    deadlines.stop();
    signal.removeEventListener('abort', abort);
  }
}

/** Takes the key out of what a service says. */
export function redactor(apiKey: string): (text: string) => string {
  return (text) => (apiKey === '' ? text : text.replaceAll(apiKey, '…'));
}

/** Before a key is put into a header: `Headers` names the whole value in its error when it refuses one. */
export function checkKey(profile: string, apiKey: string): void {
  if (apiKey === '') throw new ProviderError('no_key', `There is no API key for ${profile}. Set one.`);
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new ProviderError('auth', `The API key for ${profile} holds a character that no key has. Set it again.`);
  }
}
