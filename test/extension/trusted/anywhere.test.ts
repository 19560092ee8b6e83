import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { scenarioText } from '../../support/scenarios.ts';
import { MemoryFiles } from '../memoryFiles.ts';
import { eventually, replaceText, workspaceFile } from '../support.ts';

const body = `scenarist: 1
id: somewhere
canary: 0b0f6f5e-0000-4000-8000-000000000000
vars: {company: Harbor}
system: You answer mail at {{company}}.
user: Process the inbox.
run: {samples: 2, max_tokens: 100, models: [anthropic/claude-opus-5-5]}
`;
const modeline = '# yaml-language-server: $schema=../schemas/scenario.schema.json\n';

async function openFile(uri: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

function codesOf({ uri }: vscode.TextDocument): readonly string[] {
  return vscode.languages.getDiagnostics(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));
}

function hasProblem(document: vscode.TextDocument, code: string): Promise<true> {
  return eventually(code, () => (codesOf(document).includes(code) ? true : undefined));
}

async function lensesOf({ uri }: vscode.TextDocument): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
  return lenses.map(({ command }) => command?.title ?? '');
}

async function completionsOf(document: vscode.TextDocument, after: string): Promise<readonly string[]> {
  const at = document.positionAt(document.getText().indexOf(after) + after.length);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    at,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

async function hoverOf(document: vscode.TextDocument, on: string): Promise<string> {
  const at = document.positionAt(document.getText().indexOf(on) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
  return hovers
    .flatMap(({ contents }) => contents.map((each) => (each instanceof vscode.MarkdownString ? each.value : '')))
    .join('\n');
}

/** All that works for a file of the language `scenario` works for this one. */
async function isServed(document: vscode.TextDocument): Promise<void> {
  // The first file of the suite starts the extension.
  await eventually('the lenses', async () =>
    (await lensesOf(document)).includes('Preview prompts') ? true : undefined,
  );
  assert.match(await hoverOf(document, 'samples'), /Repetitions of each condition/);
  assert.ok((await completionsOf(document, '{{comp')).includes('company'));
  await replaceText(document, 'samples', 'sampels');
  await hasProblem(document, 'unknown-key');
  await replaceText(document, 'sampels', 'samples');
  await eventually('no problem', () => (codesOf(document).length === 0 ? true : undefined));
}

describe('a YAML file', () => {
  // Each test has a file of its own: VS Code keeps a closed one for a while.
  let uri = workspaceFile('');
  const openYaml = (name: string, text: string): Promise<vscode.TextDocument> => {
    uri = workspaceFile(name);
    return openFile(uri, text);
  };

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(uri);
  });

  it('is a scenario by its modeline, until that goes', async () => {
    const document = await openYaml('left-one.yaml', `${modeline}${body}`);
    assert.equal(document.languageId, 'yaml');
    await isServed(document);
    await replaceText(document, 'samples', 'sampels');
    await hasProblem(document, 'unknown-key');
    await replaceText(document, modeline, '');
    await eventually('nothing is checked', () => (codesOf(document).length === 0 ? true : undefined));
    assert.deepEqual(await lensesOf(document), []);
  });

  it('is a scenario by the setting, as long as that says so', async () => {
    const document = await openYaml('left-two.yaml', body.replace('samples', 'sampels'));
    assert.deepEqual(await lensesOf(document), []);
    assert.deepEqual(codesOf(document), []);
    const settings = vscode.workspace.getConfiguration('scenarist');
    const choose = (files: readonly string[] | undefined): Thenable<void> =>
      settings.update('files', files, vscode.ConfigurationTarget.Global);
    try {
      await choose(['left-*.yaml']);
      await hasProblem(document, 'unknown-key');
      await replaceText(document, 'sampels', 'samples');
      await isServed(document);
      await replaceText(document, 'samples', 'sampels');
      await hasProblem(document, 'unknown-key');
      await choose(['elsewhere/left-*.yaml']);
      await eventually('nothing is checked', () => (codesOf(document).length === 0 ? true : undefined));
    } finally {
      await choose(undefined);
    }
  });

  it('of any other kind is left alone', async () => {
    const document = await openYaml('left-three.yaml', 'services: {web: {image: nginx}}\n');
    assert.deepEqual(await lensesOf(document), []);
    assert.equal(await hoverOf(document, 'services'), '');
    assert.deepEqual(codesOf(document), []);
  });
});

describe('what a refactoring would make of a scenario', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('has no problems of its own while it is looked at', async () => {
    const scheme = 'vscode-bulkeditpreview-of-a-test';
    const text = body.replace('samples', 'sampels');
    const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: () => text,
    });
    const preview = await vscode.workspace.openTextDocument(
      vscode.Uri.from({ scheme, path: '/previewed.scenario.yaml' }),
    );
    assert.equal(preview.languageId, 'scenario');
    const written = await vscode.workspace.openTextDocument({ language: 'scenario', content: text });
    await hasProblem(written, 'unknown-key');
    assert.deepEqual(codesOf(preview), []);
    provider.dispose();
  });
});

describe('a workspace without a disk', () => {
  const files = new MemoryFiles();
  const provider = vscode.workspace.registerFileSystemProvider('memfs', files);
  const uri = vscode.Uri.from({ scheme: 'memfs', path: '/grid/far.scenario.yaml' });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('has everything that writing takes', async () => {
    const document = await openFile(uri, body);
    assert.equal(document.languageId, 'scenario');
    await isServed(document);
    await vscode.commands.executeCommand('scenarist.previewPrompts', { uri: uri.toString() });
    const preview = await eventually('the preview', () =>
      vscode.workspace.textDocuments.find(
        ({ uri: { scheme, query } }) => scheme === 'scenarist-prompt' && query.includes('memfs'),
      ),
    );
    assert.match(preview.getText(), /You answer mail at Harbor\./);
    await replaceText(document, 'mail at', 'letters at');
    await eventually('the preview follows', () => (preview.getText().includes('letters at') ? true : undefined));
  });

  it('has scenarios of several files, which are read again before they are shown: it tells of no change', async () => {
    const several = uri.with({ path: '/grid/several.scenario.yaml' });
    const fragment = uri.with({ path: '/grid/parts/world.fragment.yaml' });
    const write = (text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(fragment, new TextEncoder().encode(text));
    await write('vars: {greeting: "Hello {{nobody}}."}\n');
    await openFile(several, scenarioText('include: [parts/world.fragment.yaml]\nuser: "{{greeting}}"'));
    await eventually('the problem in the fragment', () => {
      const found = vscode.languages.getDiagnostics(fragment);
      return found.some(({ message }) => message.includes('nobody')) ? true : undefined;
    });
    files.writeFile(fragment, new TextEncoder().encode('vars: {greeting: Hello all.}\n'));
    await vscode.commands.executeCommand('scenarist.previewPrompts', { uri: several.toString() });
    await eventually('the prompt', () =>
      vscode.workspace.textDocuments.find((shown) => shown.getText().includes('Hello all.\n')),
    );
    for (const path of [several, fragment]) files.delete(path);
  });

  it('has no run, and nothing is written', async () => {
    await openFile(uri, body);
    await vscode.commands.executeCommand('scenarist.run', { uri: uri.toString(), models: null, where: [] });
    assert.deepEqual(files.paths, [uri.path]);
    provider.dispose();
  });
});
