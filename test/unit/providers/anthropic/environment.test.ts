import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../../src/node/systemClock.ts';
import { createAnthropicProvider } from '../../../../src/providers/anthropic/anthropicProvider.ts';
import { startMessagesApi, type MessagesApi } from '../../../support/messagesApi.ts';
import { modelRequest, never } from '../requests.ts';

const servers: MessagesApi[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) await server.close();
});

async function serve(): Promise<MessagesApi> {
  const server = await startMessagesApi();
  servers.push(server);
  return server;
}

const ours = [
  /^(accept|accept-encoding|accept-language|anthropic-version|connection|content-length|content-type|host|sec-fetch-mode|user-agent|x-api-key)$/,
  /^x-stainless-/,
];

describe('the environment', () => {
  it('says neither where to send a request nor what to put in it', async () => {
    const elsewhere = await serve();
    const api = await serve();
    vi.stubEnv('ANTHROPIC_BASE_URL', elsewhere.url);
    vi.stubEnv('ANTHROPIC_API_KEY', 'key-of-the-environment');
    vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'token-of-the-environment');
    vi.stubEnv('ANTHROPIC_LOG', 'debug');
    vi.stubEnv(
      'ANTHROPIC_CUSTOM_HEADERS',
      'x-api-key: stolen\nanthropic-version: 1999-01-01\nauthorization: Bearer stolen\nx-extra: yes\nanthropic-beta: some',
    );
    const logged = (['log', 'info', 'debug', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
    const provider = await createAnthropicProvider({ apiKey: 'key-of-the-user', baseUrl: api.url, clock: systemClock });
    await provider.send(modelRequest({ model: 'claude-sonnet-4-5' }), { signal: never });
    expect(elsewhere.requests).toEqual([]);
    const { path, headers } = api.requests[0] ?? { headers: {} };
    expect(path).toBe('/v1/messages');
    expect(headers).toMatchObject({ 'x-api-key': 'key-of-the-user', 'anthropic-version': '2026-10-21' });
    expect(Object.keys(headers).filter((name) => !ours.some((pattern) => pattern.test(name)))).toEqual([]);
    expect(JSON.stringify(headers)).not.toMatch(/stolen|environment/);
    for (const spy of logged) expect(spy).not.toHaveBeenCalled();
  });
});
