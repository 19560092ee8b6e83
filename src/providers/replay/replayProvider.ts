import type { Provider } from '../../core/provider/provider.ts';
import { ProviderError } from '../../core/provider/providerError.ts';

/**
 * The answers of an earlier run. What that run completed is recalled from its journal before anything is sent, so what comes
 * here is what it does not have.
 */
export function createReplayProvider(): Provider {
  return {
    profile: 'replay',
    label: 'replayed, not a new answer',
    check: () => Promise.resolve([]),
    source: () => Promise.resolve(null),
    send: ({ model }) =>
      Promise.reject(
        new ProviderError(
          'invalid_request',
          `The run ${model} has no completed answer of this trial: the same messages in the same repetition. Its own model would have to be asked.`,
        ),
      ),
  };
}
