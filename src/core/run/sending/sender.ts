import type { Delta, ModelRequest, ModelResponse, Provider, Providers, SendOptions } from '../../provider/provider.ts';
import type { TokenBound } from '../../provider/cost.ts';
import { isFatal, ProviderError } from '../../provider/providerError.ts';
import { tokenBound } from '../../provider/tokenBound.ts';
import type { Trial } from '../../trial/trial.ts';
import type { Clock, Signal } from '../../text/ports.ts';
import type { Budget } from '../spending/budget.ts';
import type { JournalEvent, TrialKey } from '../journal/journal.ts';
import { journalError } from '../journal/journalError.ts';
import type { PoolOf } from './modelPools.ts';
import { limitedTokens, requestTokens } from './requestTokens.ts';
import { createRetries } from './retryPolicy.ts';

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
  /** Where other calls begin alike: called when an answer begins, from when on the service has kept what they share. */
  readonly onKept?: (() => void) | null;
}

/** Sends requests; all that a run sends, trials' and judges', goes through here. */
export interface Sender {
  /**
   * For one call: sends a request until it is answered, as often as `retryRules` say, each time when its model's pool lets it
   * in, its worst case is set aside and its `intent` is on disk. Rejects with the last error; with `cancelled` when the run is
   * stopped; with `OutOfBudget`.
   */
  begin(call: Call): (request: ModelRequest) => Promise<ModelResponse>;
}

export interface SenderDeps {
  readonly providers: Providers;
  readonly clock: Clock;
  readonly signal: Signal;
  readonly poolOf: PoolOf;
  readonly budget: Budget;
  /** Resolves when the event is on disk, or the run is stopped because it cannot be. */
  readonly record: (event: JournalEvent) => Promise<void>;
}

interface Attempt {
  readonly call: Call;
  readonly number: number;
  readonly bound: TokenBound;
  readonly startedAt: number;
}

export function createSender(deps: SenderDeps): Sender {
  const { providers, clock, signal, poolOf, budget, record } = deps;

  const send = async (attempt: Attempt, provider: Provider, request: ModelRequest): Promise<ModelResponse> => {
    const { call, number, bound, startedAt } = attempt;
    call.onAttempt?.(startedAt);
    await record({ type: 'intent', ...call.key, attempt: number, judge: call.judge, bound, at: startedAt });
    if (signal.aborted) throw new ProviderError('cancelled', 'The run was stopped.');
    return provider.send(request, optionsOf(call, signal));
  };

  const recordFailure = ({ call, number, startedAt }: Attempt, cause: unknown): Promise<void> => {
    const at = clock.now();
    const error = journalError(cause);
    const { key, judge } = call;
    const durationMs = at - startedAt;
    return record({ type: 'attempt', trial: key.trial, attempt: number, judge, error, startedAt, durationMs, at });
  };

  return {
    begin(call) {
      const pool = poolOf(call.model.reference);
      let number = 0;
      return async (request) => {
        const bound = tokenBound(request);
        const retries = createRetries(call.seed);
        for (;;) {
          const provider = await find(providers, call.model).catch((cause: unknown) => {
            if (cause instanceof ProviderError && isFatal(cause)) pool.close(cause);
            throw cause;
          });
          // Before the door of the pool: what is let in is sent at once, as its limits for a minute count it.
          const reservation = await budget.reserve(call.model.reference, bound, signal);
          const slot = await pool.enter(requestTokens(request), signal).catch((cause: unknown) => {
            reservation.unused();
            throw cause;
          });
          const attempt = { call, number: ++number, bound, startedAt: clock.now() };
          try {
            const response = await send(attempt, provider, request);
            call.onKept?.();
            slot.answered(limitedTokens(response.usage));
            reservation.answered(response.usage);
            return response;
          } catch (cause) {
            const retry = retries.after(cause);
            slot.failed(cause, retry);
            reservation.failed(cause);
            await recordFailure(attempt, cause);
            if (retry === null) throw cause;
            // A pause of the model is waited for at its pool's door.
            if (!retry.pausesModel) await clock.sleep(retry.waitMs, signal);
          }
        }
      };
    },
  };
}

function optionsOf({ onDelta, onKept }: Call, signal: Signal): SendOptions {
  if (onKept === undefined || onKept === null) return onDelta === undefined ? { signal } : { signal, onDelta };
  return {
    signal,
    sharesPrefix: true,
    onDelta(delta) {
      onKept();
      onDelta?.(delta);
    },
  };
}

async function find(providers: Providers, { reference, profile }: Call['model']): Promise<Provider> {
  const provider = await providers(profile);
  if (provider !== null) return provider;
  throw new ProviderError('not_found', `There is no provider «${profile}» for ${reference}: check the model's name.`);
}
