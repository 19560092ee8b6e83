import { isFatal, ProviderError } from '../../provider/providerError.ts';
import type { Clock, Log, Signal } from '../../text/ports.ts';
import { createStopper } from '../stopper.ts';

export interface Patience {
  readonly clock: Clock;
  readonly signal: Signal;
  readonly log: Log;
}

/** A question about a batch is billed to nobody, and a batch lasts a day: so long it is asked again. */
const longestWaitMs = 24 * 3_600_000;
/** An answer that makes no sense is asked for again for about a quarter of an hour. */
const mostMalformed = 20;
const firstMs = 1_000;
const longestMs = 60_000;
/** What passes within some seconds is not told. */
const told = 4;

/** Asks until there is an answer. Rejects with what asking again cannot change, and with `cancelled` when the signal aborts. */
export async function patiently<Value>(ask: () => Promise<Value>, { clock, signal, log }: Patience): Promise<Value> {
  const since = clock.now();
  for (let failures = 1; ; failures++) {
    if (signal.aborted) throw new ProviderError('cancelled', 'The run was stopped.');
    try {
      const answer = await ask();
      if (failures > told) log.warn('The service can be asked about its batches again: the run goes on.');
      return answer;
    } catch (cause) {
      if (!(cause instanceof ProviderError) || !mayPass(cause)) throw cause;
      const isTooLong = clock.now() - since >= longestWaitMs;
      if (isTooLong || (cause.kind === 'malformed' && failures >= mostMalformed)) throw cause;
      if (failures === told)
        log.warn(
          `The service cannot be asked about its batches (${cause.message.replace(/\.$/, '')}). They go on there; it is asked again for a day, or until the run is stopped.`,
        );
      const waitMs = Math.min(longestMs, firstMs * 2 ** (failures - 1));
      await clock.sleep(Math.max(waitMs, cause.retryAfterMs ?? 0), signal);
    }
  }
}

const passing = new Set(['rate_limited', 'overloaded', 'server', 'network', 'timeout', 'malformed']);

function mayPass(cause: ProviderError): boolean {
  return passing.has(cause.kind) && !isFatal(cause);
}

/** Asks once, and not for longer than that: for what is done when the run is stopped. */
export async function briefly<Value>(
  ask: (signal: Signal) => Promise<Value>,
  clock: Clock,
  milliseconds: number,
): Promise<Value> {
  const [asking, waiting] = [createStopper(), createStopper()];
  void clock.sleep(milliseconds, waiting.signal).then(() => asking.stop());
  try {
    return await ask(asking.signal);
  } finally {
    waiting.stop();
  }
}
