/** `run` against a service: the loopback Messages API, with a key that is worth nothing. */
import { describe, expect, it } from 'vitest';
import { allText, createFolder, runCli, type CliOptions } from '../support/cli.ts';
import { startMessagesApi, type MessagesApi, type MessagesApiOptions } from '../support/messagesApi.ts';
import { scenarioText } from '../support/scenarios.ts';

const path = 'a.scenario.yaml';
const key = 'sk-ant-not-a-real-key-0123456789';
const reference = 'anthropic/claude-sonnet-5-5';
const scenario = scenarioText(`run: {samples: 6, max_tokens: 256, models: [${reference}]}`);

async function run(api: MessagesApi, args: readonly string[] = [], onStart?: CliOptions['onStart']) {
  await using folder = await createFolder({ [path]: scenario });
  const result = await runCli(['run', path, '--endpoint', `anthropic=${api.url}`, '--format', 'json', ...args], {
    cwd: folder.path,
    env: { ANTHROPIC_API_KEY: key },
    ...(onStart && { onStart }),
  });
  return { ...result, written: await allText(folder.path) };
}

async function withApi<Result>(
  options: MessagesApiOptions,
  use: (api: MessagesApi) => Promise<Result>,
): Promise<Result> {
  const api = await startMessagesApi(options);
  try {
    return await use(api);
  } finally {
    await api.close();
  }
}

describe('run against a service', () => {
  it('sends each trial once, with the key, and keeps the key to itself', async () => {
    await withApi({ answer: () => ({ message: { text: 'I have read it.' } }) }, async (api) => {
      const { code, stdout, stderr, written } = await run(api);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({ trials: { planned: 6, completed: 6, failed: 0 } });
      expect(api.requests.map(({ headers }) => headers['x-api-key'])).toEqual(Array<string>(6).fill(key));
      expect(written).toContain('I have read it.');
      expect(stdout + written).not.toContain(key);
    });
  });

  it('ends out of budget before a cent too much is sent, and says what it takes to go on', async () => {
    await withApi({ answer: () => ({ message: { text: 'I have read it.' } }) }, async (api) => {
      const { code, stdout } = await run(api, ['--budget', '0.001', '--format', 'text']);
      expect({ code, posts: api.requests.length }).toEqual({ code: 4, posts: 0 });
      expect(stdout).toMatch(
        /out of budget\nSpent \$0 of \$0\.001; to go on, the budget has to be at least \$0\.0\d+\./,
      );
      const enough = await run(api, ['--budget', '1']);
      expect(enough.code).toBe(0);
      const { usage } = JSON.parse(enough.stdout) as { usage: { costUsd: number } };
      expect(usage.costUsd).toBeGreaterThan(0);
    });
  });

  it('says before a run what it may cost, and needs a price to hold a budget', async () => {
    await withApi({ answer: () => ({ message: { text: '' } }) }, async (api) => {
      const dry = await run(api, ['--dry-run']);
      expect(JSON.parse(dry.stdout)).toMatchObject({
        estimate: { calls: 6, judgeCalls: 0, outputTokens: 6 * 256, unpriced: [] },
        usage: { costUsd: null },
      });
      const unpriced = ['--model', 'anthropic/claude-of-tomorrow'];
      expect((await run(api, [...unpriced, '--dry-run', '--format', 'text'])).stdout).toContain(
        'cost not known: no price',
      );
      const { code, stderr } = await run(api, [...unpriced, '--budget', '5']);
      expect(code).toBe(2);
      expect(stderr).toContain('anthropic/claude-of-tomorrow: its price is not known, so no budget can hold');
    });
  });

  it('says without a key what a run may cost, and that its tokens were not counted', async () => {
    await withApi({ answer: () => ({ message: { text: '' } }) }, async (api) => {
      await using folder = await createFolder({ [path]: scenario });
      const args = ['run', path, '--endpoint', `anthropic=${api.url}`];
      const { code, stdout, stderr } = await runCli([...args, '--dry-run'], { cwd: folder.path });
      expect(stdout.replaceAll(/\d+(?:[,.]\d+)*/g, 'N')).toBe(
        'N trials: N condition × N model × N samples.\n≈ N tokens in, at most N out: ≈ $N–$N.\n' +
          '≈: where no service counts the tokens, they are estimated from the length of the texts.\nNothing was sent.\n',
      );
      expect(stderr).toContain(`${reference}: the counter of anthropic was not asked for want of a key: set ANTHROPIC`);
      expect({ code, sent: api.requests.length }).toEqual({ code: 0, sent: 0 });
      const real = await runCli(args, { cwd: folder.path });
      expect({ code: real.code, stderr: real.stderr }).toMatchObject({ code: 2 });
      expect(real.stderr).toContain('needs an API key: set ANTHROPIC_API_KEY');
    });
  });

  it('keeps a key out of what it says about a failure', async () => {
    const body = { type: 'error', error: { type: 'authentication_error', message: `invalid x-api-key: ${key}` } };
    await withApi({ answer: () => ({ status: 401, body }) }, async (api) => {
      const { code, stdout, stderr, written } = await run(api, ['--concurrency', '1']);
      expect(code).toBe(3);
      expect(stdout + stderr + written).not.toContain(key);
      expect(JSON.parse(stdout)).toMatchObject({ trials: { completed: 0, failed: 6 } });
      // A key that is refused once is not sent again and again.
      expect(api.requests).toHaveLength(1);
    });
  });

  it('stopped comes before failed trials in the exit code', async () => {
    const started = Promise.withResolvers<(signal: NodeJS.Signals) => void>();
    const body = { type: 'error', error: { type: 'invalid_request_error', message: 'No.' } };
    const answer: MessagesApiOptions['answer'] = async ({ index }) => {
      if (index < 1) return { status: 400, body };
      (await started.promise)('SIGINT');
      return { silence: 'hang' };
    };
    await withApi({ answer }, async (api) => {
      const { code, stdout } = await run(api, ['--concurrency', '1'], started.resolve);
      expect(JSON.parse(stdout)).toMatchObject({ trials: { completed: 0, failed: 1 } });
      expect(code).toBe(4);
    });
  });

  it('stops on Ctrl-C with what has arrived, and exit code 4', async () => {
    const started = Promise.withResolvers<(signal: NodeJS.Signals) => void>();
    const answer: MessagesApiOptions['answer'] = async ({ index }) => {
      if (index < 2) return { message: { text: 'I have read it.' } };
      (await started.promise)('SIGINT');
      return { silence: 'hang' };
    };
    await withApi({ answer }, async (api) => {
      const { code, stdout, written } = await run(api, ['--concurrency', '1'], started.resolve);
      expect(code).toBe(4);
      expect(JSON.parse(stdout)).toMatchObject({ trials: { planned: 6, completed: 2, failed: 0 } });
      expect(written).toContain('"reason":"stopped"');
    });
  });
});
