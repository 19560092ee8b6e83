import { dirname } from 'node:path';
import type { Provider, Providers } from '../core/provider/provider.ts';
import { ProviderError } from '../core/provider/providerError.ts';
import { environmentKey, keyVariable } from '../node/environmentKeys.ts';
import { createScriptedFiles } from '../node/scriptedFiles.ts';
import { systemClock } from '../node/systemClock.ts';
import { createScriptedProvider } from '../providers/scripted/scriptedProvider.ts';
import { UsageError } from './exitCode.ts';

const services: Readonly<Record<string, string>> = { anthropic: 'https://api.anthropic.com' };

/** Reads `--endpoint profile=URL`. Throws `UsageError` for an address that a key must not be sent to. */
export function readEndpoints(options: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    options.map((option) => {
      const at = option.indexOf('=');
      const [profile, address] = [option.slice(0, at), option.slice(at + 1)];
      if (at < 1 || services[profile] === undefined) throw new UsageError(`--endpoint ${option}: write anthropic=URL`);
      const url = URL.canParse(address) ? new URL(address) : null;
      const loopback = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
      if (
        url === null ||
        url.username !== '' ||
        !(url.protocol === 'https:' || (url.protocol === 'http:' && loopback))
      ) {
        throw new UsageError(
          `--endpoint ${option}: the address has to begin with https://, or with http:// on this machine`,
        );
      }
      return [profile, url.href.replace(/\/$/, '')];
    }),
  );
}

/** The providers of the CLI: scripted models beside the scenario, services with a key from the environment. */
export function createCliProviders(options: {
  readonly scenarioPath: string;
  readonly endpoints: ReadonlyMap<string, string>;
}): Providers {
  const read = createScriptedFiles(options.scenarioPath, dirname(options.scenarioPath));
  const scripted = createScriptedProvider({ read, clock: systemClock });
  const made = new Map<string, Promise<Provider | null>>();
  return (profile) => {
    if (profile === 'scripted') return Promise.resolve(scripted);
    const provider = made.get(profile) ?? createService(profile, options.endpoints);
    made.set(profile, provider);
    return provider;
  };
}

async function createService(profile: string, endpoints: ReadonlyMap<string, string>): Promise<Provider | null> {
  const baseUrl = endpoints.get(profile) ?? services[profile];
  if (profile !== 'anthropic' || baseUrl === undefined) return null;
  const apiKey = environmentKey(profile);
  if (apiKey === null)
    throw new ProviderError('no_key', `${profile} has no API key: set ${keyVariable(profile) ?? 'its variable'}`);
  const { createAnthropicProvider } = await import('../providers/anthropic/anthropicProvider.ts');
  return createAnthropicProvider({ apiKey, baseUrl, clock: systemClock });
}
