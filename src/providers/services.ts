import { importedProfile } from '../core/scenario/runSettings.ts';

/** A provider as the name before the `/` of a model stands for it. */
export interface Profile {
  /** Anthropic's Messages API, or OpenAI's Chat Completions API, which all others speak. */
  readonly protocol: 'messages' | 'chat';
  /** Where its requests go: up to `/v1/messages`, or up to `/chat/completions`. */
  readonly address: URL;
  readonly key: 'required' | 'optional' | 'none';
}

type Service = Pick<Profile, 'protocol' | 'key'> & { readonly address: string };

/**
 * The services' own addresses, as their documentation has them (read in November 2026): platform.claude.com,
 * developers.openai.com, ai.google.dev/gemini-api/docs/openai, docs.x.ai, api-docs.deepseek.com, openrouter.ai/docs,
 * docs.ollama.com (a server on this machine, which takes a key only where somebody has put one before it).
 */
const services: ReadonlyMap<string, Service> = new Map<string, Service>([
  ['anthropic', { protocol: 'messages', address: 'https://api.anthropic.com', key: 'required' }],
  ['openai', { protocol: 'chat', address: 'https://api.openai.com/v1', key: 'required' }],
  ['google', { protocol: 'chat', address: 'https://generativelanguage.googleapis.com/v1beta/openai', key: 'required' }],
  ['xai', { protocol: 'chat', address: 'https://api.x.ai/v1', key: 'required' }],
  ['deepseek', { protocol: 'chat', address: 'https://api.deepseek.com', key: 'required' }],
  ['openrouter', { protocol: 'chat', address: 'https://openrouter.ai/api/v1', key: 'required' }],
  ['ollama', { protocol: 'chat', address: 'http://127.0.0.1:11434/v1', key: 'optional' }],
]);

/** The profiles that need no setting. */
export const serviceProfiles: readonly string[] = [...services.keys()];

/** Models that no service answers for have these; no setting may take them. */
const reserved: ReadonlySet<string> = new Set(['scripted', 'replay', 'vscode']);

/** All profiles that need no setting, also of models that no service answers for. */
export const builtinProfiles: readonly string[] = [...reserved, ...serviceProfiles];

/** Whether somebody may give this name to a server of their own. */
export function isProfileName(name: string): boolean {
  return /^[A-Za-z][\w-]*$/.test(name) && !reserved.has(name) && name !== importedProfile;
}

/** A service's profile, sent elsewhere where an address is given; null for a name that is no service's. */
export function serviceProfile(name: string, elsewhere: URL | null): Profile | null {
  const service = services.get(name);
  return service ? { ...service, address: elsewhere ?? new URL(service.address) } : null;
}

/** An address that a key may be sent to: https, or http on this machine, without a user in it. Null for any other. */
export function readEndpoint(address: unknown): URL | null {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.username !== '') return null;
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback) ? url : null;
}
