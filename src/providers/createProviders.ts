import { ProviderError } from '../core/provider/providerError.ts';
import type { Provider, Providers } from '../core/provider/provider.ts';
import type { Clock } from '../core/text/ports.ts';
import type { Fetch } from './http/guardedFetch.ts';
import type { Profile } from './services.ts';

export interface ProvidersInput {
  /** The text of `NAME.model.yaml`; null where there is none. */
  readonly readScripted: (name: string) => Promise<string | null>;
  /** Null for a name that stands for nothing here. */
  readonly profileOf: (name: string) => Profile | null;
  readonly keyOf: (profile: string) => Promise<string | null>;
  /** What to do about a key that is missing, as the end of a sentence: «set ANTHROPIC_API_KEY». */
  readonly keyRemedy: (profile: string) => string;
  readonly clock: Clock;
  /** The platform's own where it is left out. */
  readonly fetch?: Fetch;
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
  if (profile === 'replay') {
    const { createReplayProvider } = await import('./replay/replayProvider.ts');
    return createReplayProvider();
  }
  const found = input.profileOf(profile);
  if (found === null) return null;
  const apiKey = found.key === 'none' ? null : await input.keyOf(profile);
  if (apiKey === null && found.key === 'required')
    throw new ProviderError('no_key', `${profile} has no API key: ${input.keyRemedy(profile)}`);
  const { clock, fetch } = input;
  const connection = { baseUrl: found.address.href.replace(/\/$/, ''), clock, ...(fetch !== undefined && { fetch }) };
  if (found.protocol === 'messages') {
    const { createAnthropicProvider } = await import('./anthropic/anthropicProvider.ts');
    return createAnthropicProvider({ apiKey: apiKey ?? '', ...connection });
  }
  const { createChatProvider } = await import('./openaiCompatible/chatProvider.ts');
  return createChatProvider({ profile, apiKey, ...connection });
}
