import type { Provider, Providers } from '../core/provider/provider.ts';
import { ProviderError } from '../core/provider/providerError.ts';
import { createScriptedFiles } from '../node/scriptedFiles.ts';
import { systemClock } from '../node/systemClock.ts';
import { endpointOf } from './endpoints.ts';
import type { Keys } from './keys.ts';

/** The providers of the editor: scripted models from files, services with a key from SecretStorage. */
export function createEditorProviders(keys: Keys): (scenarioPath: string, root: string) => Providers {
  return (scenarioPath, root) => {
    const made = new Map<string, Promise<Provider | null>>();
    return (profile) => {
      const make = () => (profile === 'scripted' ? createScripted(scenarioPath, root) : createService(profile, keys));
      const provider = made.get(profile) ?? make();
      made.set(profile, provider);
      return provider;
    };
  };
}

async function createScripted(scenarioPath: string, root: string): Promise<Provider> {
  const { createScriptedProvider } = await import('../providers/scripted/scriptedProvider.ts');
  return createScriptedProvider({ read: createScriptedFiles(scenarioPath, root), clock: systemClock });
}

async function createService(profile: string, keys: Keys): Promise<Provider | null> {
  const endpoint = endpointOf(profile);
  if (profile !== 'anthropic' || endpoint === null) return null;
  const apiKey = await keys.get(profile);
  if (apiKey === null) throw new ProviderError('no_key', `${profile} has no API key: run «Scenarist: Set API Key».`);
  const { createAnthropicProvider } = await import('../providers/anthropic/anthropicProvider.ts');
  return createAnthropicProvider({ apiKey, baseUrl: endpoint.href.replace(/\/$/, ''), clock: systemClock });
}
