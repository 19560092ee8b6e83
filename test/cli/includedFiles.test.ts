import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFolder, runCli } from '../support/cli.ts';
import { scenarioText } from '../support/scenarios.ts';
import { source } from '../support/source.ts';

const canary = 'canary: 0b0f6f5e-0000-4000-8000-000000000000';
const scenario = scenarioText(`${canary}\ninclude: [parts/world.fragment.yaml]\nuser: "Read. {{documents}}"`);
const fragment = source`
  vars: {company: Harbor}
  documents:
    - {id: spec, kind: note, body: {file: spec.txt}}
`;
const files = {
  'a.scenario.yaml': scenario,
  'b.scenario.yaml': scenario.replace('id: inbox', 'id: other'),
  'parts/world.fragment.yaml': fragment,
  'parts/spec.txt': '\uFEFFBuilt by\r\n{{company}}.',
  'demo.model.yaml': 'scripted-model: 1\nrules:\n  - answers: [{text: All done.}]\n',
};

interface Validated {
  readonly files: readonly { readonly path: string; readonly problems: readonly unknown[] }[];
}

describe('a scenario of several files', () => {
  it('is checked, and rendered with what they say', async () => {
    await using folder = await createFolder(files);
    const checked = await runCli(['validate', '.'], { cwd: folder.path });
    expect(checked).toEqual({ code: 0, stdout: '2 files: 0 errors, 0 warnings\n', stderr: '' });
    const { stdout } = await runCli(['render', 'a.scenario.yaml', '--format', 'json'], { cwd: folder.path });
    expect(stdout).toContain('Built by\\nHarbor.');
  });

  it('has each problem in the file it is in, once for all scenarios', async () => {
    await using folder = await createFolder({ ...files, 'parts/spec.txt': 'By\n{{compny}}' });
    const text = await runCli(['validate', '.'], { cwd: folder.path });
    expect(text.code).toBe(1);
    expect(text.stdout).toContain('parts/spec.txt:2:1 error Nothing is called `compny`.');
    expect(text.stdout).toContain('2 files: 1 error');
    const json = JSON.parse(
      (await runCli(['validate', '.', '--format', 'json'], { cwd: folder.path })).stdout,
    ) as Validated;
    const told = json.files.map(({ path, problems }) => [path, problems.length]);
    expect(Object.fromEntries(told)).toMatchObject({ 'a.scenario.yaml': 0, 'b.scenario.yaml': 0, 'parts/spec.txt': 1 });
    const sarif = await runCli(['validate', '.', '--format', 'sarif'], { cwd: folder.path });
    expect(sarif.stdout).toContain('"uri": "parts/spec.txt"');
  });

  it.each([
    ['../secret.yaml', 'file-outside'],
    ['link.yaml', 'file-outside'],
    ['/etc/hostname', 'bad-path'],
    ['nothing.yaml', 'file-not-found'],
    ['parts', 'file-not-found'],
    ['bytes.yaml', 'file-not-text'],
  ])('takes nothing from %s', async (path, code) => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x00]);
    await using outside = await createFolder({ 'secret.yaml': 'vars: {key: hidden}' });
    await using folder = await createFolder({ ...files, 'bytes.yaml': bytes });
    await symlink(join(outside.path, 'secret.yaml'), join(folder.path, 'link.yaml'));
    await writeFile(join(folder.path, 'a.scenario.yaml'), scenarioText(`include: [${path}]`));
    const { stdout } = await runCli(['validate', 'a.scenario.yaml', '--format', 'json'], { cwd: folder.path });
    expect(stdout).toContain(`"${code}"`);
    expect(stdout).not.toContain('hidden');
  });

  it('leaves their texts in run.json', async () => {
    await using folder = await createFolder(files);
    const { code } = await runCli(['run', 'a.scenario.yaml', '--format', 'json'], { cwd: folder.path });
    expect(code).toBe(0);
    const runs = join(folder.path, '.scenarist/runs');
    const [run = ''] = await readdir(runs);
    const manifest = JSON.parse(await readFile(join(runs, run, 'run.json'), 'utf8')) as {
      readonly scenario: { readonly files: readonly { readonly path: string; readonly text: string }[] };
    };
    expect(manifest.scenario.files.map(({ path, text }) => [path, text])).toEqual([
      ['parts/world.fragment.yaml', fragment],
      ['parts/spec.txt', 'Built by\r\n{{company}}.'],
    ]);
    await rm(join(folder.path, 'parts'), { recursive: true });
    const resumed = await runCli(['resume', run], { cwd: folder.path });
    expect(resumed.stderr).not.toContain('would send other prompts');
  });

  it('may be checked a fragment alone', async () => {
    await using folder = await createFolder({ 'w.fragment.yaml': 'vars: {a: b}\nsystem: Hello.' });
    const { code, stdout } = await runCli(['validate', 'w.fragment.yaml'], { cwd: folder.path });
    expect(code).toBe(1);
    expect(stdout).toContain('w.fragment.yaml:2:1 error');
    expect(stdout).toContain('not-in-fragment');
  });
});
