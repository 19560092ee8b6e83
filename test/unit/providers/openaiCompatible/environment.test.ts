import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../../src/node/systemClock.ts';
import { createChatProvider } from '../../../../src/providers/openaiCompatible/chatProvider.ts';
import { startChatApi, type ChatApi } from '../../../support/chatApi.ts';
import { modelRequest, never } from '../requests.ts';

const servers: ChatApi[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) await server.close();
});

async function serve(): Promise<ChatApi> {
  const server = await startChatApi();
  servers.push(server);
  return server;
}

const ours = [
  /^(accept|accept-encoding|accept-language|authorization|connection|content-length|content-type|host|sec-fetch-mode|user-agent)$/,
  /^x-stainless-/,
];

describe('the environment', () => {
  it.each([
    ['key-of-the-user', 'Bearer key-of-the-user'],
    [null, undefined],
  ])('says neither where to send a request nor what to put in it, with the key %j', async (apiKey, authorization) => {
    const elsewhere = await serve();
    const api = await serve();
    vi.stubEnv('OPENAI_BASE_URL', `${elsewhere.url}/v1`);
    vi.stubEnv('OPENAI_API_KEY', 'key-of-the-environment');
    vi.stubEnv('OPENAI_ADMIN_KEY', 'key-of-the-environment');
    vi.stubEnv('OPENAI_ORG_ID', 'organization-of-the-environment');
    vi.stubEnv('OPENAI_PROJECT_ID', 'project-of-the-environment');
    vi.stubEnv('OPENAI_LOG', 'debug');
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'authorization: Bearer stolen\nx-extra: stolen\nopenai-beta: stolen');
    const logged = (['log', 'info', 'debug', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
    const provider = createChatProvider({ profile: 'lab', apiKey, baseUrl: `${api.url}/v1`, clock: systemClock });
    await provider.send(modelRequest({ model: 'house-model' }), { signal: never });
    expect(elsewhere.requests).toEqual([]);
    const { path, headers } = api.requests[0] ?? { headers: {} };
    expect(path).toBe('/v1/chat/completions');
    expect(headers.authorization).toBe(authorization);
    expect(Object.keys(headers).filter((name) => !ours.some((pattern) => pattern.test(name)))).toEqual([]);
    expect(JSON.stringify(headers)).not.toMatch(/stolen|environment/);
    for (const spy of logged) expect(spy).not.toHaveBeenCalled();
  });
});
