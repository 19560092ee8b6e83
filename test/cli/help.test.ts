import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { isObject } from '../../src/core/text/json.ts';
import { runCli } from '../support/cli.ts';

const cwd = tmpdir();

it('prints its version', async () => {
  const packageJson: unknown = JSON.parse(await readFile('package.json', 'utf8'));
  const { code, stdout } = await runCli(['--version'], { cwd });
  expect({ code, version: stdout.trim() }).toEqual({
    code: 0,
    version: isObject(packageJson) ? packageJson['version'] : null,
  });
});

it('lists each command, and each says what it takes', async () => {
  const { stdout } = await runCli(['--help'], { cwd });
  const names = [...stdout.matchAll(/^ {2}([a-z]+) \[options\]/gm)].map(([, name = '']) => name);
  expect(names).toEqual([
    'validate',
    'render',
    'run',
    'resume',
    'grade',
    'agreement',
    'report',
    'import',
    'test',
    'analyze',
    'compare',
  ]);
  for (const name of names) {
    const help = await runCli([name, '--help'], { cwd });
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(new RegExp(`^Usage: scenarist ${name} .*<`));
  }
});

it('says which command it does not know', async () => {
  expect(await runCli(['valdiate'], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean validate?') as string,
  });
});
