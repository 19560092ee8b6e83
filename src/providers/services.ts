/** Profiles that need a key, and where each sends its requests when nobody says otherwise. */
const addresses: ReadonlyMap<string, string> = new Map([['anthropic', 'https://api.anthropic.com']]);

/** The profiles of the services that take a key. */
export const serviceProfiles: readonly string[] = [...addresses.keys()];

/** A service's own address; null for a profile that is no service. */
export function serviceAddress(profile: string): string | null {
  return addresses.get(profile) ?? null;
}

/** An address that a key may be sent to: https, or http on this machine, without a user in it. Null for any other. */
export function readEndpoint(address: unknown): URL | null {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.username !== '') return null;
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback) ? url : null;
}
