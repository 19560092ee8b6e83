/** `resume`, by name and by folder, beside other processes that work on the same run. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFolder, runCli, type CliResult } from '../support/cli.ts';
import { runOf } from '../support/killing/books.ts';
import { harborText } from '../support/killing/harbor.ts';
import { startMessagesApi } from '../support/messagesApi.ts';

const path = 'harbor.scenario.yaml';
const env = { ANTHROPIC_API_KEY: 'sk-ant-not-a-real-key-0123456789' };

it('a run that a process works on is refused to another, and given to it when the first is killed', async () => {
  await using folder = await createFolder({ [path]: harborText });
  let open = (): void => undefined;
  const asked = new Promise<void>((resolve) => (open = resolve));
  let silent = true;
  const api = await startMessagesApi({
    answer: () => {
      open();
      return silent ? { silence: 'hang' } : { message: { text: '{"label": "early", "reason": "", "evidence": []}' } };
    },
  });
  const args = ['--endpoint', `anthropic=${api.url}`, '--format', 'json'];
  const cli = (what: readonly string[], onStart?: (signal: (name: NodeJS.Signals) => void) => void) =>
    runCli([...what, ...args], { cwd: folder.path, env, ...(onStart && { onStart }) });
  let kill: (name: NodeJS.Signals) => void = () => undefined;
  const first = cli(['run', path], (signal) => (kill = signal));
  await asked;
  const run = runOf(folder.path) ?? '';
  const second = await cli(['resume', run]);
  expect(second).toMatchObject({ code: 2, stdout: '' });
  expect(second.stderr).toContain('is being run by another window or process: stop it there first');
  expect((await runCli(['analyze', run], { cwd: folder.path })).stderr).toContain(`${run} is under way`);
  kill('SIGKILL');
  await first;
  silent = false;
  const third = await cli(['resume', join('.scenarist', 'runs', run)]);
  const { trials, interrupted } = JSON.parse(third.stdout) as { trials: object; interrupted: readonly unknown[] };
  expect(trials).toMatchObject({ planned: 20, completed: 20, failed: 0 });
  expect(interrupted.length).toBeGreaterThan(0);
  expect(third.stderr).toContain(`${interrupted.length} call`);
  await api.close();
}, 60_000);

describe('resume, asked for what it cannot do', () => {
  it.each([
    ['a run that is not there', 'gone'],
    ['a folder that is no run', '.'],
    ['a path', '../../etc'],
  ])('%s is a sentence and exit code 2', async (_, named) => {
    await using folder = await createFolder();
    const { code, stdout, stderr }: CliResult = await runCli(['resume', named], { cwd: folder.path });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`there is no run ${named}`);
  });
});

it.each([
  ['{', 'is no JSON'],
  ['{}', 'is not a run of this version'],
])('a run.json that holds %s is a sentence for all that reads runs', async (text, sentence) => {
  await using folder = await createFolder({ '.scenarist/runs/broken/run.json': text });
  for (const command of ['resume', 'grade', 'analyze']) {
    const { code, stdout, stderr } = await runCli([command, 'broken'], { cwd: folder.path });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('run.json');
  }
});

it('replay/RUN grades an earlier run again, without a key and for nothing', async () => {
  await using folder = await createFolder({ [path]: harborText });
  const api = await startMessagesApi({
    answer: () => ({ message: { text: '{"label": "early", "reason": "", "evidence": []}' } }),
  });
  const run = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await runCli(['run', path, '--format', 'json', ...args], {
      cwd: folder.path,
      env: args.length > 2 ? {} : env,
    });
    return {
      code,
      stderr,
      ...(JSON.parse(stdout === '' ? '{}' : stdout) as {
        trials?: object;
        usage?: object;
        cells?: readonly Record<string, unknown>[];
      }),
    };
  };
  const first = await run('--endpoint', `anthropic=${api.url}`);
  await api.close();
  const model = `replay/${runOf(folder.path) ?? ''}`;
  const replayed = await run('--fresh', '--model', model);
  expect(replayed).toMatchObject({
    code: first.code,
    trials: { completed: 20, reused: 20, failed: 0 },
    usage: { costUsd: 0 },
  });
  const counts = ({ cells }: typeof first): unknown => cells?.map((cell) => ({ ...cell, model: '' }));
  expect(counts(replayed)).toEqual(counts(first));
  const gone = await run('--fresh', '--model', 'replay/2020-gone');
  expect(gone).toMatchObject({ code: 2 });
  expect(gone.stderr).toContain('there is no run «2020-gone»');
  const shown = await runCli(['run', path, '--model', model], { cwd: folder.path });
  expect(shown.stdout).toContain('replayed, not a new answer');
}, 60_000);

it('a second run buys nothing, a fresh one everything', async () => {
  const model = 'scripted-model: 1\nrules:\n  - answers: [{text: All done.}]\n';
  const text = 'scenarist: 1\nid: a\nuser: Hello.\nrun: {samples: 3, max_tokens: 9, models: [scripted/demo]}\n';
  await using folder = await createFolder({ 'a.scenario.yaml': text, 'demo.model.yaml': model });
  const reused = async (...args: readonly string[]): Promise<unknown> => {
    const { stdout } = await runCli(['run', 'a.scenario.yaml', '--format', 'json', ...args], { cwd: folder.path });
    return (JSON.parse(stdout) as { trials: unknown }).trials;
  };
  expect(await reused()).toMatchObject({ completed: 3, reused: 0 });
  expect(await reused('--samples', '4')).toMatchObject({ completed: 4, reused: 3 });
  expect(await reused('--fresh')).toMatchObject({ completed: 3, reused: 0 });
});
