import type { Delta, ModelRequest, ModelResponse, Provider, Providers } from '../provider/provider.ts';
import { isFatal, isRetryable, ProviderError } from '../provider/providerError.ts';
import type { Trial } from '../trial/trial.ts';
import type { Clock, Signal } from '../text/ports.ts';
import type { JournalEvent, TrialKey } from './journal.ts';
import { journalError } from './journalError.ts';
import { createModelPools, type ModelPool } from './modelPools.ts';

const maxAttempts = 3;
const firstBackoffMs = 1000;
const longestBackoffMs = 30_000;

/** What a call is for, and what it needs beside the request. One for each trial, and one for each judge of it. */
export interface Call {
  readonly key: TrialKey;
  readonly judge: string | null;
  readonly model: Pick<Trial['model'], 'reference' | 'profile'>;
  /** Spreads the retries of trials that failed together. */
  readonly seed: number;
  readonly onDelta?: (delta: Delta) => void;
  /** Before the `intent` of each attempt. */
  readonly onAttempt?: (at: number) => void;
}

/** Sends requests; all that a run sends, trials' and judges', goes through here. */
export interface Sender {
  /**
   * For one call: sends a request until it is answered, at most `maxAttempts` times, each with its `intent` on disk first.
   * Rejects with the last error; with `cancelled` when the run is stopped.
   */
  begin(call: Call): (request: ModelRequest) => Promise<ModelResponse>;
}

export interface SenderDeps {
  readonly providers: Providers;
  readonly clock: Clock;
  readonly signal: Signal;
  /** Resolves when the event is on disk, or the run is stopped because it cannot be. */
  readonly record: (event: JournalEvent) => Promise<void>;
}

export function createSender({ providers, clock, signal, record }: SenderDeps): Sender {
  const pools = createModelPools(clock, signal);

  const attempt = async (
    call: Call,
    number: number,
    provider: Provider,
    request: ModelRequest,
  ): Promise<ModelResponse> => {
    const { key, judge, onDelta } = call;
    const at = clock.now();
    call.onAttempt?.(at);
    await record({ type: 'intent', ...key, attempt: number, judge, at });
    if (signal.aborted) throw new ProviderError('cancelled', 'The run was stopped.');
    return provider.send(request, { signal, ...(onDelta === undefined ? {} : { onDelta }) });
  };

  /** How to go on after an attempt failed: resolves to send again, rejects to give up. */
  const recover = async (call: Call, pool: ModelPool, tried: number, cause: unknown): Promise<void> => {
    if (cause instanceof ProviderError && isFatal(cause)) pool.fatal ??= cause;
    if (!(cause instanceof ProviderError) || !isRetryable(cause) || tried >= maxAttempts) throw cause;
    const wait = Math.max(backoff(tried, call.seed), cause.retryAfterMs ?? 0);
    // The service is at its limit for everybody: a pause of one slot would have the others run into the same wall.
    if (cause.kind === 'rate_limited' || cause.kind === 'overloaded') pools.pause(pool, wait);
    else await clock.sleep(wait, signal);
  };

  return {
    begin(call) {
      const pool = pools.of(call.model.reference);
      let number = 0;
      return async (request) => {
        for (let tried = 1; ; tried++) {
          await pools.ready(pool);
          if (pool.fatal !== null) throw pool.fatal;
          const provider = await find(providers, call.model, pool);
          number++;
          try {
            return await attempt(call, number, provider, request);
          } catch (cause) {
            const error = journalError(cause);
            await record({
              type: 'attempt',
              trial: call.key.trial,
              attempt: number,
              judge: call.judge,
              error,
              at: clock.now(),
            });
            await recover(call, pool, tried, cause);
          }
        }
      };
    },
  };
}

async function find(providers: Providers, { reference, profile }: Call['model'], pool: ModelPool): Promise<Provider> {
  try {
    const provider = await providers(profile);
    if (provider !== null) return provider;
    throw new ProviderError('not_found', `There is no provider «${profile}» for ${reference}: check the model's name.`);
  } catch (cause) {
    if (cause instanceof ProviderError && isFatal(cause)) pool.fatal ??= cause;
    throw cause;
  }
}

/** Doubles from attempt to attempt, up to a cap, and is spread by half so that trials that failed together part. */
function backoff(tried: number, seed: number): number {
  return Math.min(longestBackoffMs, firstBackoffMs * 2 ** (tried - 1)) * (1 + (seed % 1000) / 2000);
}
