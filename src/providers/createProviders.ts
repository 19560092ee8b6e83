import { ProviderError } from '../core/provider/providerError.ts';
import type { Provider, Providers } from '../core/provider/provider.ts';
import type { Clock } from '../core/text/ports.ts';

export interface ProvidersInput {
  /** The text of `NAME.model.yaml`; null where there is none. */
  readonly readScripted: (name: string) => Promise<string | null>;
  /** Where a service's requests go; null for a profile that is no service. */
  readonly endpointOf: (profile: string) => URL | null;
  readonly keyOf: (profile: string) => Promise<string | null>;
  /** What to do about a key that is missing, as the end of a sentence: «set ANTHROPIC_API_KEY». */
  readonly keyRemedy: (profile: string) => string;
  readonly clock: Clock;
}

/** The providers of one run, each made, and its SDK loaded, when it is first asked for. */
export function createProviders(input: ProvidersInput): Providers {
  const made = new Map<string, Promise<Provider | null>>();
  return (profile) => {
    const provider = made.get(profile) ?? create(profile, input);
    made.set(profile, provider);
    return provider;
  };
}

async function create(profile: string, input: ProvidersInput): Promise<Provider | null> {
  if (profile === 'scripted') {
    const { createScriptedProvider } = await import('./scripted/scriptedProvider.ts');
    return createScriptedProvider({ read: input.readScripted, clock: input.clock });
  }
  const endpoint = input.endpointOf(profile);
  if (profile !== 'anthropic' || endpoint === null) return null;
  const apiKey = await input.keyOf(profile);
  if (apiKey === null) throw new ProviderError('no_key', `${profile} has no API key: ${input.keyRemedy(profile)}`);
  const { createAnthropicProvider } = await import('./anthropic/anthropicProvider.ts');
  return createAnthropicProvider({ apiKey, baseUrl: endpoint.href.replace(/\/$/, ''), clock: input.clock });
}
