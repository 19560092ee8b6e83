/** `run` with several files: one budget, one number at once, one summary. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFolder, runCli, type CliResult } from '../support/cli.ts';
import { startMessagesApi, type MessagesApi, type MessagesApiOptions } from '../support/messagesApi.ts';
import { scenarioText } from '../support/scenarios.ts';

const scripted = 'run: {samples: 3, max_tokens: 256, models: [scripted/demo]}';
const files = {
  'grid/a.scenario.yaml': scenarioText(scripted).replace(/^id: .*$/m, 'id: first'),
  'grid/b.scenario.yaml': scenarioText(scripted).replace(/^id: .*$/m, 'id: second'),
  'grid/models/demo.model.yaml': 'scripted-model: 1\nrules: [{answers: [{text: All done.}]}]\n',
};

interface Several {
  readonly runs: readonly { readonly path: string; readonly run: string | null; readonly trials: object }[];
  readonly trials: object;
  readonly usage: { readonly costUsd: number | null };
  readonly estimate?: object;
}

async function run(
  args: readonly string[],
  changed: Readonly<Record<string, string>> = {},
): Promise<CliResult & { readonly folders: readonly string[] }> {
  await using folder = await createFolder({ ...files, ...changed });
  const result = await runCli(['run', ...args], { cwd: folder.path });
  return { ...result, folders: await foldersIn(folder.path) };
}

function foldersIn(path: string): Promise<readonly string[]> {
  return readdir(join(path, '.scenarist', 'runs')).catch(() => []);
}

describe('run with several files', () => {
  it('keeps each in a folder of its own, and prints one value with all of them and the sums', async () => {
    const { code, stdout, stderr, folders } = await run(['grid', '--format', 'json']);
    const { runs, ...totals } = JSON.parse(stdout) as Several;
    expect(runs.map(({ path }) => path)).toEqual(['grid/a.scenario.yaml', 'grid/b.scenario.yaml']);
    expect(runs.map(({ run }) => run).sort()).toEqual([...folders].sort());
    expect(runs).toMatchObject([{ trials: { completed: 3 } }, { trials: { completed: 3 } }]);
    expect(totals).toEqual({
      trials: { planned: 6, completed: 6, reused: 0, failed: 0 },
      usage: { inputTokens: expect.any(Number) as number, outputTokens: expect.any(Number) as number, costUsd: 0 },
      attempts: { failed: 0, ambiguous: 0 },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('names files, folders and patterns, each file once, and sums up for people', async () => {
    const { code, stdout } = await run(['grid/a.scenario.yaml', 'grid/*.scenario.yaml']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n2 scenarios: 6 of 6 trials completed\n$/);
  });

  it('runs none where one has errors, and says which', async () => {
    const broken = files['grid/b.scenario.yaml'].replace('samples:', 'sampels:');
    const { code, stdout, stderr, folders } = await run(['grid'], { 'grid/b.scenario.yaml': broken });
    expect({ code, stdout, folders }).toEqual({ code: 2, stdout: '', folders: [] });
    expect(stderr).toContain('grid/b.scenario.yaml has errors');
  });

  it('ends with the code of the worst: failed trials before an expectation that is not met', async () => {
    const failing = 'scripted-model: 1\nrules: [{answers: [{error: {kind: invalid_request}}]}]\n';
    const { code } = await run(['grid'], {
      'grid/b.scenario.yaml': files['grid/b.scenario.yaml'].replace('scripted/demo', 'scripted/failing'),
      'grid/models/failing.model.yaml': failing,
    });
    expect(code).toBe(3);
  });

  it('says in a dry run what is left to buy', async () => {
    await using folder = await createFolder(files);
    const cli = (...args: readonly string[]) => runCli(['run', ...args], { cwd: folder.path });
    await cli('grid/a.scenario.yaml');
    const dry = await cli('grid', '--dry-run', '--samples', '5', '--format', 'json');
    const { runs, trials, estimate } = JSON.parse(dry.stdout) as Several;
    expect(runs).toMatchObject([{ trials: { planned: 5, reused: 3 } }, { trials: { planned: 5, reused: 0 } }]);
    expect({ trials, estimate }).toMatchObject({ trials: { planned: 10, reused: 3 }, estimate: { calls: 7 } });
    expect((await cli('grid/a.scenario.yaml', '--dry-run')).stdout).toContain(
      '3 trials: 1 condition × 1 model × 3 samples, 0 of them to run.',
    );
    expect((await cli('grid', '--dry-run', '--fresh')).stdout).toContain('6 trials: 2 scenarios.');
    expect(await foldersIn(folder.path)).toHaveLength(1);
  });
});

describe('several files against a service', () => {
  const reference = 'anthropic/claude-sonnet-5-5';
  const text = (id: string): string =>
    scenarioText(`run: {samples: 12, max_tokens: 256, models: [${reference}]}`).replace(/^id: .*$/m, `id: ${id}`);

  async function against(answer: NonNullable<MessagesApiOptions['answer']>, args: readonly string[]) {
    const api: MessagesApi = await startMessagesApi({ answer });
    try {
      await using folder = await createFolder({ 'a.scenario.yaml': text('a'), 'b.scenario.yaml': text('b') });
      const result = await runCli(['run', '.', '--endpoint', `anthropic=${api.url}`, '--format', 'json', ...args], {
        cwd: folder.path,
        env: { ANTHROPIC_API_KEY: 'sk-ant-not-a-real-key-0123456789' },
      });
      return { ...result, posts: api.requests.length };
    } finally {
      await api.close();
    }
  }

  it('never has more requests under way than was said, over all files', async () => {
    let [underWay, most] = [0, 0];
    const severalAreUnderWay = Promise.withResolvers<undefined>();
    const { code, posts } = await against(async () => {
      most = Math.max(most, ++underWay);
      if (most > 1) severalAreUnderWay.resolve(undefined);
      await severalAreUnderWay.promise;
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay--;
      return { message: { text: 'I have read it.' } };
    }, ['--concurrency', '4']);
    expect({ code, posts }).toEqual({ code: 0, posts: 24 });
    expect(most).toBeLessThanOrEqual(4);
  });

  it('holds one budget over all of them, and ends with code 4', async () => {
    const answer = () => ({ message: { text: 'I have read it.', inputTokens: 100, outputTokens: 256 } });
    const whole = await against(answer, []);
    const { costUsd } = (JSON.parse(whole.stdout) as Several).usage;
    if (costUsd === null) throw new Error('the cost is not known');
    // Not enough for all, though more than either file costs.
    const budget = 0.75 * costUsd;
    const { code, stdout } = await against(answer, ['--budget', String(budget), '--concurrency', '1']);
    const { usage, trials } = JSON.parse(stdout) as Several;
    expect(code).toBe(4);
    expect(usage.costUsd).toBeLessThanOrEqual(budget);
    expect(usage.costUsd).toBeGreaterThan(0);
    expect(trials).toMatchObject({ planned: 24 });
  });
});
