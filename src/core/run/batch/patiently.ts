import { isFatal, ProviderError } from '../../provider/providerError.ts';
import type { Clock, Signal } from '../../text/ports.ts';
import { createStopper } from '../stopper.ts';

export interface Patience {
  readonly clock: Clock;
  readonly signal: Signal;
}

/** A question about a batch is billed to nobody, so it is asked again for about a quarter of an hour. */
const most = 20;
const firstMs = 1_000;
const longestMs = 60_000;

/** Asks until there is an answer. Rejects with what asking again cannot change, and with `cancelled` when the signal aborts. */
export async function patiently<Value>(ask: () => Promise<Value>, { clock, signal }: Patience): Promise<Value> {
  for (let failures = 1; ; failures++) {
    if (signal.aborted) throw new ProviderError('cancelled', 'The run was stopped.');
    try {
      return await ask();
    } catch (cause) {
      if (!(cause instanceof ProviderError) || !mayPass(cause) || failures >= most) throw cause;
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
