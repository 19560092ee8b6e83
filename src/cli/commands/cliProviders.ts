import type { Providers } from '../../core/provider/provider.ts';
import { environmentKey, keyVariable } from '../../node/environmentKeys.ts';
import { nodeFetch } from '../../node/nodeFetch.ts';
import { systemClock } from '../../node/systemClock.ts';
import { createProviders } from '../../providers/createProviders.ts';
import { isProfileName, readEndpoint, serviceProfile, type Profile } from '../../providers/services.ts';
import { UsageError } from '../exitCode.ts';

/** Reads `--endpoint profile=URL`. Throws `UsageError` for a name that no server can have, and for an address that no key may be sent to. */
export function readEndpoints(options: readonly string[]): ReadonlyMap<string, URL> {
  return new Map(
    options.map((option) => {
      const at = option.indexOf('=');
      const profile = option.slice(0, Math.max(0, at));
      if (!isProfileName(profile)) {
        throw new UsageError(`--endpoint ${option}: write PROFILE=URL, as in lab=https://models.example/v1`);
      }
      const url = readEndpoint(option.slice(at + 1));
      if (url !== null) return [profile, url];
      throw new UsageError(
        `--endpoint ${option}: the address has to begin with https://, or with http:// on this machine`,
      );
    }),
  );
}

/**
 * The providers of the CLI: scripted models from where they are read, services with a key from the environment. Without `keys`
 * a service whose key is missing is there all the same, to say what its models take: only what is sent to it fails.
 */
export function createCliProviders(options: {
  readonly readScripted: (name: string) => Promise<string | null>;
  readonly endpoints: ReadonlyMap<string, URL>;
  readonly keys?: 'required' | 'if-there';
}): Providers {
  const absent = options.keys === 'if-there' ? '' : null;
  return createProviders({
    readScripted: options.readScripted,
    profileOf: (name) => findProfile(name, options.endpoints.get(name) ?? null),
    keyOf: (profile) => Promise.resolve(environmentKey(profile) ?? absent),
    keyRemedy: (profile) => `set ${keyVariable(profile)}`,
    clock: systemClock,
    fetch: nodeFetch,
  });
}

/** A service, or a server that the command line names: it is sent a key where the environment has one for it. */
function findProfile(name: string, endpoint: URL | null): Profile | null {
  return serviceProfile(name, endpoint) ?? (endpoint && { protocol: 'chat', address: endpoint, key: 'optional' });
}
