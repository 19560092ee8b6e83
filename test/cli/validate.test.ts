import { describe, expect, it } from 'vitest';
import { createFolder, runCli } from '../support/cli.ts';
import { scenarioText } from '../support/scenarios.ts';
import { source } from '../support/source.ts';

const canary = 'canary: 0b0f6f5e-0000-4000-8000-000000000000';
const fine = scenarioText(canary);
const model = 'scripted-model: 1\nrules: [{answers: [{text: Done.}]}]\n';
const broken = scenarioText(source`
  title: "😀 {{who}}"
  user: "😀 Hello {{nmae}}, {{nobody}}"
  vars: {name: Ada, unused: x}
`);

async function validate(files: Readonly<Record<string, string | Uint8Array>>, ...args: readonly string[]) {
  await using folder = await createFolder({ 'models/demo.model.yaml': model, ...files });
  return await runCli(['validate', ...args], { cwd: folder.path });
}

describe('validate, for people', () => {
  it('says that a file is fine', async () => {
    expect(await validate({ 'a.scenario.yaml': fine }, 'a.scenario.yaml')).toEqual({
      code: 0,
      stdout: '1 file: 0 errors, 0 warnings\n',
      stderr: '',
    });
  });

  it('shows each problem in its line, of all files', async () => {
    const files = { 'a.scenario.yaml': broken, 'b.scenario.yaml': fine.replace('samples', 'sample') };
    const { code, stdout, stderr } = await validate(files, 'a.scenario.yaml', 'b.scenario.yaml');
    expect(stdout).toMatchInlineSnapshot(`
      "a.scenario.yaml:5:17 error Nothing is called \`nmae\`. Did you mean \`name\`? This text is rendered in the only condition. unknown-name
          5 │ user: "😀 Hello {{nmae}}, {{nobody}}"
            │                 ~~~~~~~~

      a.scenario.yaml:5:27 error Nothing is called \`nobody\`. The names here are \`documents\`, \`tools\`, \`name\` and \`unused\`. This text is rendered in the only condition. unknown-name
          5 │ user: "😀 Hello {{nmae}}, {{nobody}}"
            │                           ~~~~~~~~~~

      a.scenario.yaml:6:8 hint Nothing uses \`{{name}}\`. Use it in a text, or remove it. unused-variable
          6 │ vars: {name: Ada, unused: x}
            │        ~~~~

      a.scenario.yaml:6:19 hint Nothing uses \`{{unused}}\`. Use it in a text, or remove it. unused-variable
          6 │ vars: {name: Ada, unused: x}
            │                   ~~~~~~

      b.scenario.yaml:4:7 error \`sample\` is no key of this map. Did you mean \`samples\`? unknown-key
          4 │ run: {sample: 2, max_tokens: 1024, models: [scripted/demo]}
            │       ~~~~~~

      2 files: 3 errors, 0 warnings
      "
    `);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('says which models are not there, at each place that names one', async () => {
    const models = scenarioText(source`
      run:
        samples: 2
        max_tokens: 64
        models: [scripted/demo, scripted/gone, {model: antropic/claude-opus-5-5}, lab/llama]
        judge: scripted/a/b
      ${canary}
    `);
    const { code, stdout } = await validate({ 'a.scenario.yaml': models }, 'a.scenario.yaml');
    expect(stdout).toMatchInlineSnapshot(`
      "a.scenario.yaml:7:27 warning There is neither gone.model.yaml nor models/gone.model.yaml in the folder of this scenario. Write one of them, or name another model. missing-model-file
          7 │   models: [scripted/demo, scripted/gone, {model: antropic/claude-opus-5-5}, lab/llama]
            │                           ~~~~~~~~~~~~~

      a.scenario.yaml:7:50 warning No provider \`antropic\` is known here. Did you mean \`anthropic\`? There are scripted, replay, vscode, anthropic, openai, google, xai, deepseek, openrouter, ollama. A server of your own is one by the setting \`scenarist.profiles\`, or by \`--endpoint antropic=URL\` on the command line. unknown-provider
          7 │   models: [scripted/demo, scripted/gone, {model: antropic/claude-opus-5-5}, lab/llama]
            │                                                  ~~~~~~~~~~~~~~~~~~~~~~~~

      a.scenario.yaml:7:77 warning No provider \`lab\` is known here. There are scripted, replay, vscode, anthropic, openai, google, xai, deepseek, openrouter, ollama. A server of your own is one by the setting \`scenarist.profiles\`, or by \`--endpoint lab=URL\` on the command line. unknown-provider
          7 │   models: [scripted/demo, scripted/gone, {model: antropic/claude-opus-5-5}, lab/llama]
            │                                                                             ~~~~~~~~~

      a.scenario.yaml:8:10 error A scripted model is a file, and \`a/b\` cannot be the name of one. Use letters, digits, \`_\`, \`-\` and \`.\`. missing-model-file
          8 │   judge: scripted/a/b
            │          ~~~~~~~~~~~~

      1 file: 1 error, 3 warnings
      "
    `);
    expect(code).toBe(1);
  });

  it('does not fail for warnings and hints', async () => {
    const unused = scenarioText(`vars: {company: Harbor}\n${canary}`);
    const { code, stdout } = await validate({ 'a.scenario.yaml': unused }, 'a.scenario.yaml');
    expect(stdout).toMatchInlineSnapshot(`
      "a.scenario.yaml:5:8 hint Nothing uses \`{{company}}\`. Use it in a text, or remove it. unused-variable
          5 │ vars: {company: Harbor}
            │        ~~~~~~~

      1 file: 0 errors, 0 warnings
      "
    `);
    expect(code).toBe(0);
  });

  it('shows the place in a line that is longer than a terminal', async () => {
    const long = scenarioText(`user: "${'word '.repeat(100)}{{nobody}}${' word'.repeat(100)}"`);
    const { stdout } = await validate({ 'a.scenario.yaml': long }, 'a.scenario.yaml');
    const [, line = '', marks = ''] = stdout.split('\n');
    expect(line.slice(marks.indexOf('~'), marks.lastIndexOf('~') + 1)).toBe('{{nobody}}');
    expect(line.length).toBeLessThan(200);
  });
});

describe('validate, for programs', () => {
  it('prints one JSON value: positions from 1, in UTF-16 units', async () => {
    const message: unknown = expect.stringContaining('Did you mean `name`?');
    const typo = scenarioText(`vars: {name: Ada}\nuser: "😀 Hello {{nmae}}"\n${canary}`);
    const { code, stdout, stderr } = await validate({ 'a.scenario.yaml': typo }, 'a.scenario.yaml', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({
      files: [
        {
          path: 'a.scenario.yaml',
          problems: [
            {
              code: 'unused-variable',
              severity: 'hint',
              message: 'Nothing uses `{{name}}`. Use it in a text, or remove it.',
              pointer: '/vars/name',
              range: { start: { line: 4, column: 8 }, end: { line: 4, column: 12 } },
              fixes: [],
            },
            {
              code: 'unknown-name',
              severity: 'error',
              message,
              pointer: '/user',
              range: { start: { line: 5, column: 17 }, end: { line: 5, column: 25 } },
              fixes: [{ title: 'Change to `{{name}}`' }, { title: 'Declare `nmae` under `vars`' }],
            },
          ],
        },
      ],
      errors: 1,
      warnings: 0,
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('has an entry for each file, in the order of the command line', async () => {
    const files = { 'a.scenario.yaml': fine, 'b.scenario.yaml': broken };
    const { stdout } = await validate(files, 'b.scenario.yaml', 'a.scenario.yaml', '--format=json');
    expect(JSON.parse(stdout)).toMatchObject({
      files: [{ path: 'b.scenario.yaml' }, { path: 'a.scenario.yaml', problems: [] }],
    });
  });

  it('has no pointer where the text is no document', async () => {
    const { code, stdout } = await validate({ 'a.scenario.yaml': 'id: [open' }, 'a.scenario.yaml', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ files: [{ problems: [{ severity: 'error', pointer: null }] }] });
    expect(code).toBe(1);
  });
});

describe('validate, asked for what it cannot do', () => {
  const rows: readonly (readonly [what: string, args: readonly string[], says: string])[] = [
    ['a missing file', ['gone.scenario.yaml'], 'there is no file gone.scenario.yaml'],
    ['bytes that are no text', ['latin1.scenario.yaml'], 'latin1.scenario.yaml is not UTF-8 text: save it as UTF-8'],
    ['an unknown option', ['fine.scenario.yaml', '--sarif'], "error: unknown option '--sarif'"],
    ['an unknown format', ['fine.scenario.yaml', '--format', 'xml'], 'Allowed choices are text, json, sarif.'],
    ['no file', [], "error: missing required argument 'files'"],
  ];
  const files = {
    'fine.scenario.yaml': fine,
    'latin1.scenario.yaml': Uint8Array.of(0x69, 0x64, 0x3a, 0x20, 0xe9, 0x0a),
  };

  it.each(rows)('%s is a sentence and exit code 2', async (_, args, says) => {
    const { code, stdout, stderr } = await validate(files, ...args);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
