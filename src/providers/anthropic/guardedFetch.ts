import { ProviderError } from '../../core/provider/providerError.ts';

export type Fetch = typeof globalThis.fetch;

/**
 * All that a request to the service carries. The SDK adds the headers of `ANTHROPIC_CUSTOM_HEADERS` to every request; what is
 * not on this list does not leave the machine.
 */
const allowed = /^(?:accept|anthropic-version|content-length|content-type|user-agent|x-api-key|x-stainless-[a-z-]+)$/;

/** `fetch` that follows no redirect, because the key and the prompt would go along, and sends no header of the environment. */
export function guardFetch(fetch: Fetch): Fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    for (const name of [...headers.keys()]) if (!allowed.test(name)) headers.delete(name);
    const response = await fetch(input, { ...init, headers, redirect: 'manual' });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel();
      throw new ProviderError(
        'redirect',
        'The endpoint answers with a redirect, which is not followed: the key would go along. Set the endpoint to its final address.',
        response.status === 0 ? {} : { status: response.status },
      );
    }
    return response;
  };
}
