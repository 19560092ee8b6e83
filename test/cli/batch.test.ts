/** `run --batch` against a service that takes batches: the loopback Messages API. */
import { afterEach, expect, it } from 'vitest';
import { createFolder, runCli, type CliOptions } from '../support/cli.ts';
import { startPricedApi, type PricedApi, type PricedApiOptions } from '../support/pricedApi.ts';
import { scenarioText } from '../support/scenarios.ts';

const path = 'a.scenario.yaml';
const reference = 'anthropic/claude-sonnet-5-5';
const scenario = scenarioText(`run: {samples: 6, max_tokens: 256, models: [${reference}]}`);
const env = { ANTHROPIC_API_KEY: 'sk-ant-not-a-real-key-0123456789' };

const open: PricedApi[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.close();
});

async function serve(options: PricedApiOptions = {}): Promise<PricedApi> {
  const api = await startPricedApi(options);
  open.push(api);
  return api;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

interface Summary {
  readonly run: string;
  readonly trials: object;
  readonly usage: { readonly costUsd: number };
}

it('sends all trials as one batch, says what it cost, and sends none again', async () => {
  await using folder = await createFolder({ [path]: scenario });
  const api = await serve();
  const args = ['run', path, '--batch', '--endpoint', `anthropic=${api.url}`, '--format', 'json'];
  const { code, stdout, stderr } = await runCli(args, { cwd: folder.path, env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const summary = JSON.parse(stdout) as Summary;
  expect(summary.trials).toEqual({ planned: 6, completed: 6, reused: 0, failed: 0 });
  expect(summary.usage.costUsd).toBeCloseTo(api.bill.usd, 10);
  expect(api.batches.map(({ items }) => items.length)).toEqual([6]);
  expect(api.requests.some(({ path: to }) => to === '/v1/messages')).toBe(false);
  const again = JSON.parse((await runCli(args, { cwd: folder.path, env })).stdout) as Summary;
  expect(again.trials).toMatchObject({ completed: 6, reused: 6 });
  expect(api.batches).toHaveLength(1);
});

it('refuses before anything is sent what no batch can hold', async () => {
  const twice = scenario.replace('user: ', 'turns: {max: 2}\nuser: ');
  await using folder = await createFolder({ [path]: scenario, 'b.scenario.yaml': twice });
  const api = await serve();
  const run = (...args: readonly string[]) =>
    runCli(['run', ...args, '--batch', '--endpoint', `anthropic=${api.url}`], { cwd: folder.path, env });
  const scripted = await run(path, '--model', 'openai/gpt-4.1', '--endpoint', `openai=${api.url}`);
  expect(scripted.code).toBe(2);
  const long = await run('b.scenario.yaml');
  expect(long).toMatchObject({ code: 2 });
  expect(long.stderr).toContain('several turns');
  expect(api.requests).toEqual([]);
});

it('costs half in a dry run too', async () => {
  await using folder = await createFolder({ [path]: scenario });
  const high = async (...args: readonly string[]): Promise<number> => {
    const { stdout } = await runCli(['run', path, '--dry-run', '--format', 'json', ...args], {
      cwd: folder.path,
      env: { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: '' },
    });
    return (JSON.parse(stdout) as { estimate: { costUsd: readonly [number, number] } }).estimate.costUsd[1];
  };
  const api = await serve();
  const endpoint = ['--endpoint', `anthropic=${api.url}`];
  expect(await high('--batch', ...endpoint)).toBeCloseTo((await high(...endpoint)) / 2, 10);
});

async function begin(folder: string, api: PricedApi, onStart: NonNullable<CliOptions['onStart']>) {
  return runCli(['run', path, '--batch', '--endpoint', `anthropic=${api.url}`], { cwd: folder, env, onStart });
}

async function resume(folder: string, api: PricedApi): Promise<Summary> {
  const { readdir } = await import('node:fs/promises');
  const [run = ''] = (await readdir(`${folder}/.scenarist/runs`)).filter((name) => !name.startsWith('.'));
  const { stdout } = await runCli(['resume', run, '--endpoint', `anthropic=${api.url}`, '--format', 'json'], {
    cwd: folder,
    env,
  });
  return JSON.parse(stdout) as Summary;
}

it('leaves a batch to the next process when it is killed, which takes what it answered', async () => {
  await using folder = await createFolder({ [path]: scenario });
  const api = await serve({ polls: 1_000_000 });
  const killed = await begin(
    folder.path,
    api,
    (signal) => void until(() => (api.batches[0]?.polls ?? 0) > 0).then(() => signal('SIGKILL')),
  );
  expect(killed.code).toBeNull();
  expect(api.batches[0]?.cancelled).toBe(false);
  api.endBatches();
  expect((await resume(folder.path, api)).trials).toMatchObject({ completed: 6, failed: 0 });
  expect({ batches: api.batches.length, billed: api.bill.requests }).toEqual({ batches: 1, billed: 6 });
});

it('cancels its batch on Ctrl-C within a second, says so, and can be gone on with', async () => {
  await using folder = await createFolder({ [path]: scenario });
  const api = await serve({ polls: 1_000_000 });
  const stopped = await begin(
    folder.path,
    api,
    (signal) => void until(() => (api.batches[0]?.polls ?? 0) > 0).then(() => signal('SIGINT')),
  );
  expect(stopped.code).toBe(4);
  expect(stopped.stderr).toContain('Batch msgbatch_1 of 6 requests was cancelled');
  expect(api.batches[0]?.cancelled).toBe(true);
  api.endBatches();
  expect((await resume(folder.path, api)).trials).toMatchObject({ completed: 6, failed: 0 });
  expect({ batches: api.batches.length, billed: api.bill.requests }).toEqual({ batches: 2, billed: 6 });
});
