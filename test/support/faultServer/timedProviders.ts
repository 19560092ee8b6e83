import type { Provider, Providers } from '../../../src/core/provider/provider.ts';
import { createCallClock, type CallClock } from './callClock.ts';
import type { Dialect } from './dialect.ts';
import { keyOfBody } from './faultServer.ts';

/** The adapter under test, with a clock for each call that only the server moves on. */
export function timedProviders(url: string, dialect: Dialect, clocks: Map<string, CallClock>): Providers {
  const provider: Provider = {
    profile: 'fake',
    label: null,
    check: () => Promise.resolve([]),
    source: () => Promise.resolve(null),
    async send(request, options) {
      const clock = createCallClock();
      const key = keyOfBody(JSON.stringify(request));
      clocks.set(key, clock);
      const adapter = await dialect.provider(url, clock);
      return adapter.send(request, {
        signal: options.signal,
        onDelta(delta) {
          options.onDelta?.(delta);
          clock.arrived();
        },
      });
    },
  };
  return () => Promise.resolve(provider);
}
