/** `run` against a server that speaks Chat Completions: an example, as it is, on a model that only the command line names. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { startChatApi, type ChatApi } from '../support/chatApi.ts';
import { allText, createFolder, runCli } from '../support/cli.ts';

const path = 'espionage.scenario.yaml';
const key = 'a-key-without-any-shape-0123456789';
const verdict = JSON.stringify({ label: 'none', reason: 'It sent nothing.', evidence: [] });

async function withApi<Result>(use: (api: ChatApi) => Promise<Result>): Promise<Result> {
  const api = await startChatApi({
    // A judge asks for JSON of a schema.
    answer: ({ body }) => ({
      message: {
        text: JSON.stringify(body).includes('response_format') ? verdict : 'I have read the inbox.',
        reasoning: 'Nothing is urgent.',
      },
    }),
  });
  try {
    return await use(api);
  } finally {
    await api.close();
  }
}

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const text = await readFile(`examples/espionage/${path}`, 'utf8');
  await using folder = await createFolder({ [path]: text.replaceAll(/scripted\/\w+/g, 'lab/house-model') });
  const result = await runCli(['run', path, '--samples', '1', '--format', 'json', ...args], { cwd: folder.path, env });
  return { ...result, written: result.code === 2 ? '' : await allText(`${folder.path}/.scenarist`) };
}

describe('run against a server of one’s own', () => {
  it('runs an example, with the key of the environment, and keeps the key to itself', async () => {
    await withApi(async (api) => {
      const { code, stdout, stderr, written } = await run(['--endpoint', `lab=${api.url}/v1`], { LAB_API_KEY: key });
      expect(stderr).toBe('');
      expect([0, 1]).toContain(code);
      const { trials } = JSON.parse(stdout) as { trials: { planned: number; completed: number; failed: number } };
      expect(trials.planned).toBeGreaterThan(0);
      expect(trials).toMatchObject({ completed: trials.planned, failed: 0 });
      expect(api.requests.every(({ headers }) => headers.authorization === `Bearer ${key}`)).toBe(true);
      expect(api.requests[0]).toMatchObject({ path: '/v1/chat/completions', body: { model: 'house-model' } });
      expect(written).toContain('Nothing is urgent.');
      expect(written).toContain('"status":"graded"');
      expect(stdout + written).not.toContain(key);
    });
  });

  it('sends no key where there is none', async () => {
    await withApi(async (api) => {
      const { code } = await run(['--endpoint', `lab=${api.url}/v1`]);
      expect([0, 1]).toContain(code);
      expect(api.requests.some(({ headers }) => headers.authorization !== undefined)).toBe(false);
    });
  });

  it.each([
    [[], /there is no provider profile «lab»; there are scripted, replay, anthropic, openai, .*--endpoint lab=URL/],
    [['--endpoint', 'scripted=https://models.test'], /write PROFILE=URL/],
    [['--endpoint', 'lab=http://models.test'], /has to begin with https/],
    [['--model', 'openai/gpt-5.4'], /openai\/gpt-5.4 needs an API key: set OPENAI_API_KEY/],
    [['--model', 'google/gemini-3.5-flash'], /set GEMINI_API_KEY/],
  ])('%j is a mistake that is said', async (args, says) => {
    const { code, stderr } = await run(args);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  });

  it('says before the run what a model does not take', async () => {
    const scenario = `scenarist: 1
id: cold
title: A question
system: Answer.
user: [Hello.]
run: {samples: 1, max_tokens: 100, temperature: 0, models: [openai/o3]}
`;
    await using folder = await createFolder({ 'a.scenario.yaml': scenario });
    const { code, stderr } = await runCli(['run', 'a.scenario.yaml'], {
      cwd: folder.path,
      env: { OPENAI_API_KEY: key },
    });
    expect(stderr).toContain('openai/o3: o3 takes no `temperature`. Leave it out for this model.');
    expect(code).toBe(2);
  });
});
