import { ProviderError } from '../../core/provider/providerError.ts';

export type Fetch = typeof globalThis.fetch;

/**
 * What every request carries, beside the headers that its protocol names. The SDKs add the headers of `*_CUSTOM_HEADERS` to
 * every request; what is not on these lists does not leave the machine.
 */
const always = /^(?:accept|content-length|content-type|user-agent|x-stainless-[a-z-]+)$/;

/** `fetch` that follows no redirect, because the key and the prompt would go along, and sends no header of the environment. */
export function guardFetch(fetch: Fetch, ownHeaders: readonly string[]): Fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    for (const name of [...headers.keys()]) {
      if (!always.test(name) && !ownHeaders.includes(name)) headers.delete(name);
    }
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
