import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFolder, runCli } from '../support/cli.ts';
import { scenarioText } from '../support/scenarios.ts';
import { source } from '../support/source.ts';

const fine = scenarioText(source`
  run: {samples: 2, max_tokens: 1024, models: [anthropic/claude-opus-5-5]}
  canary: 0b0f6f5e-0000-4000-8000-000000000000
`);
const files = {
  'top.scenario.yaml': fine,
  'grid/b.scenario.yml': fine,
  'grid/a.scenario.yaml': fine,
  'grid/deep/er/c.scenario.yaml': fine,
  'grid/demo.model.yaml': 'rules: []\n',
  'grid/[odd].scenario.yaml': fine,
  'plain/kept-as.yaml': fine,
  'node_modules/package/n.scenario.yaml': 'not: fine',
  'grid/node_modules/n.scenario.yaml': 'not: fine',
  '.scenarist/runs/r/r.scenario.yaml': 'not: fine',
  'empty/readme.md': '',
};

async function checkedPaths(...args: readonly string[]): Promise<readonly string[]> {
  await using folder = await createFolder(files);
  const { code, stdout, stderr } = await runCli(['validate', ...args, '--format', 'json'], { cwd: folder.path });
  if (code !== 0) throw new Error(`exit code ${String(code)}: ${stderr}`);
  return (JSON.parse(stdout) as { files: readonly { path: string }[] }).files.map(({ path }) => path);
}

describe('validate, over many files', () => {
  const grid = [
    'grid/[odd].scenario.yaml',
    'grid/a.scenario.yaml',
    'grid/b.scenario.yml',
    'grid/deep/er/c.scenario.yaml',
  ];
  const rows: readonly (readonly [what: string, args: readonly string[], paths: readonly string[]])[] = [
    ['a folder is all scenario files below it', ['grid'], grid],
    ['the folder it stands in, without node_modules and .scenarist', ['.'], [...grid, 'top.scenario.yaml']],
    [
      'a pattern with **',
      ['**/*.scenario.yaml'],
      [...grid.filter((path) => path.endsWith('yaml')), 'top.scenario.yaml'],
    ],
    ['a pattern with *, in one folder', ['grid/*.scenario.{yaml,yml}'], grid.slice(0, 3)],
    ['a pattern takes what it matches, whatever its name', ['plain/*.yaml'], ['plain/kept-as.yaml']],
    ['a file whose name looks like a pattern', ['grid/[odd].scenario.yaml'], ['grid/[odd].scenario.yaml']],
    [
      'each file once, where it is first named',
      ['grid/b.scenario.yml', './grid', 'grid/*.yml'],
      ['grid/b.scenario.yml', ...grid.filter((path) => path !== 'grid/b.scenario.yml')],
    ],
  ];

  it.each(rows)('%s', async (_, args, paths) => {
    expect(await checkedPaths(...args)).toEqual(paths);
  });

  it('a scripted model by what scripted models are', async () => {
    await using folder = await createFolder({
      'models/good.model.yaml': 'scripted-model: 1\nrules: [{ answers: [{ text: Done. }] }]\n',
      'models/bad.model.yaml': 'scripted-model: 1\nrules: [{ answers: [{ txt: Done. }] }]\n',
    });
    const { code, stdout } = await runCli(['validate', 'models/*.model.yaml'], { cwd: folder.path });
    expect(code).toBe(1);
    expect(stdout).toContain('models/bad.model.yaml:2:23 error `txt` is no key of this map. Did you mean `text`?');
    expect(stdout).toContain('2 files: 1 error');
  });

  it('checks what is left out elsewhere where it is named', async () => {
    await using folder = await createFolder(files);
    for (const named of ['node_modules/*/*.scenario.yaml', 'node_modules'])
      expect(await runCli(['validate', named], { cwd: folder.path })).toMatchObject({ code: 1 });
  });

  it('takes a file that a link leads to once', async () => {
    await using folder = await createFolder({ 'a.scenario.yaml': fine });
    await symlink('a.scenario.yaml', join(folder.path, 'link.scenario.yaml'));
    const { stdout } = await runCli(['validate', '*.scenario.yaml'], { cwd: folder.path });
    expect(stdout).toBe('1 file: 0 errors, 0 warnings\n');
  });
});

describe('validate, where nothing is meant', () => {
  const rows: readonly (readonly [what: string, args: readonly string[], says: string])[] = [
    ['a folder without one', ['empty'], 'there is no scenario file (*.scenario.{yaml,yml}) in empty or below it\n'],
    [
      'a pattern that matches nothing, beside one that does',
      ['grid', 'gird/**/*.scenario.yaml'],
      'no file matches gird/**/*.scenario.yaml (node_modules and .scenarist are left out)\n',
    ],
  ];

  it.each(rows)('%s is a sentence and exit code 2', async (_, args, stderr) => {
    await using folder = await createFolder(files);
    expect(await runCli(['validate', ...args], { cwd: folder.path })).toEqual({ code: 2, stdout: '', stderr });
  });
});
