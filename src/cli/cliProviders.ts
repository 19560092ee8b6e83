import { dirname } from 'node:path';
import type { Providers } from '../core/provider/provider.ts';
import { environmentKey, keyVariable } from '../node/environmentKeys.ts';
import { createScriptedFiles } from '../node/scriptedFiles.ts';
import { systemClock } from '../node/systemClock.ts';
import { createProviders } from '../providers/createProviders.ts';
import { readEndpoint, serviceAddress, serviceProfiles } from '../providers/services.ts';
import { UsageError } from './exitCode.ts';

/** Reads `--endpoint profile=URL`. Throws `UsageError` for an address that a key must not be sent to. */
export function readEndpoints(options: readonly string[]): ReadonlyMap<string, URL> {
  return new Map(
    options.map((option) => {
      const at = option.indexOf('=');
      const profile = option.slice(0, at);
      if (at < 1 || !serviceProfiles.includes(profile)) {
        throw new UsageError(`--endpoint ${option}: write ${serviceProfiles.join(' or ')}=URL`);
      }
      const url = readEndpoint(option.slice(at + 1));
      if (url !== null) return [profile, url];
      throw new UsageError(
        `--endpoint ${option}: the address has to begin with https://, or with http:// on this machine`,
      );
    }),
  );
}

/** The providers of the CLI: scripted models beside the scenario, services with a key from the environment. */
export function createCliProviders(options: {
  readonly scenarioPath: string;
  readonly endpoints: ReadonlyMap<string, URL>;
}): Providers {
  return createProviders({
    readScripted: createScriptedFiles(options.scenarioPath, dirname(options.scenarioPath)),
    endpointOf: (profile) => options.endpoints.get(profile) ?? readEndpoint(serviceAddress(profile)),
    keyOf: (profile) => Promise.resolve(environmentKey(profile)),
    keyRemedy: (profile) => `set ${keyVariable(profile) ?? 'its variable'}`,
    clock: systemClock,
  });
}
