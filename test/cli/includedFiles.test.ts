import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFolder, runCli } from '../support/cli.ts';
import { runOf } from '../support/killing/books.ts';
import { startMessagesApi } from '../support/messagesApi.ts';
import { scenarioText } from '../support/scenarios.ts';
import { source } from '../support/source.ts';

const canary = 'canary: 0b0f6f5e-0000-4000-8000-000000000000';
const sections = `${canary}\ninclude: [parts/world.fragment.yaml]\nuser: "Read. {{documents}}"`;
const scenario = scenarioText(sections);
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
    ['folder/secret.yaml', 'file-outside'],
    ['folder/nothing.yaml', 'file-outside'],
    ['/etc/hostname', 'bad-path'],
    ['nothing.yaml', 'file-not-found'],
    ['parts', 'file-not-found'],
    ['bytes.yaml', 'file-not-text'],
  ])('takes nothing from %s', async (path, code) => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x00]);
    await using outside = await createFolder({ 'secret.yaml': 'vars: {key: hidden}' });
    await using folder = await createFolder({ ...files, 'bytes.yaml': bytes });
    await symlink(join(outside.path, 'secret.yaml'), join(folder.path, 'link.yaml'));
    await symlink(outside.path, join(folder.path, 'folder'));
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

  it('offers to make what is missing, where a program reads what can be done', async () => {
    await using folder = await createFolder({ 'a.scenario.yaml': scenario });
    const validate = (format: string) =>
      runCli(['validate', 'a.scenario.yaml', '--format', format], { cwd: folder.path });
    const { files: checked } = JSON.parse((await validate('json')).stdout) as Validated;
    expect(checked[0]?.problems[0]).toMatchObject({
      code: 'file-not-found',
      fixes: [{ title: 'Create `parts/world.fragment.yaml`' }],
    });
    // There a change is one of text that is there.
    const { runs } = JSON.parse((await validate('sarif')).stdout) as { runs: [{ results: [Record<string, unknown>] }] };
    expect(runs[0].results[0]).not.toHaveProperty('fixes');
  });

  it('may be checked a fragment alone', async () => {
    await using folder = await createFolder({ 'w.fragment.yaml': 'vars: {a: b}\nsystem: Hello.' });
    const { code, stdout } = await runCli(['validate', 'w.fragment.yaml'], { cwd: folder.path });
    expect(code).toBe(1);
    expect(stdout).toContain('w.fragment.yaml:2:1 error');
    expect(stdout).toContain('not-in-fragment');
  });
});

describe('a run that was left in the middle', () => {
  const planned = 4;
  const model = `run: {samples: ${planned}, max_tokens: 9, models: [anthropic/claude-sonnet-5-5]}`;

  it.each([
    ['SIGKILL', 'deleted', (parts: string) => rm(parts, { recursive: true }), []],
    [
      'SIGINT',
      'changed',
      async (parts: string) => {
        await writeFile(join(parts, 'world.fragment.yaml'), 'vars: {company: Elsewhere}');
        await writeFile(join(parts, 'spec.txt'), '{{nobody}}');
      },
      ['world.fragment.yaml', 'spec.txt'],
    ],
  ] as const)(
    'by %s sends the texts of its plan when its files are %s',
    async (how, _, disturb, changed) => {
      await using folder = await createFolder({ ...files, 'a.scenario.yaml': scenarioText(`${sections}\n${model}`) });
      let stop: (name: NodeJS.Signals) => void = () => undefined;
      let isFirst = true;
      const api = await startMessagesApi({
        answer({ index }) {
          if (!isFirst || index === 0) return { message: { text: 'All done.' } };
          // One is answered; while the second waits, the process ends.
          stop(how);
          return { silence: 'hang' };
        },
      });
      await using cleanup = new AsyncDisposableStack();
      cleanup.defer(() => api.close());
      const cli = (...args: readonly string[]) =>
        runCli([...args, '--endpoint', `anthropic=${api.url}`, '--concurrency', '1', '--format', 'json'], {
          cwd: folder.path,
          env: { ANTHROPIC_API_KEY: 'sk-ant-not-a-real-key-0123456789' },
          onStart: (signal) => (stop = signal),
        });
      await cli('run', 'a.scenario.yaml');
      isFirst = false;
      const first = api.requests.length;
      expect(first).toBeLessThan(planned);
      await disturb(join(folder.path, 'parts'));
      const resumed = await cli('resume', runOf(folder.path) ?? '');
      expect(resumed.code, resumed.stderr).toBe(0);
      expect(JSON.parse(resumed.stdout)).toMatchObject({ trials: { planned, completed: planned, failed: 0 } });
      for (const name of changed) expect(resumed.stderr).toContain(`${join('parts', name)} has changed since`);
      const prompts = new Set(api.requests.map(({ body }) => JSON.stringify((body as { messages: unknown }).messages)));
      expect(api.requests.length).toBeGreaterThan(first);
      expect([...prompts].join()).toContain('Built by\\nHarbor.');
      expect(prompts.size).toBe(1);
    },
    60_000,
  );
});
