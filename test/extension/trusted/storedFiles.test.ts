import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { scenarioText } from '../../support/scenarios.ts';
import { codeOf, eventually, replaceText, workspaceFile } from '../support.ts';
import { readPlan, runNames } from '../storedRuns.ts';

/** Files that another program writes, as git does. All at the root: a folder that is made now is perhaps not watched. */
const files = {
  'stored.scenario.yaml': scenarioText(
    'id: stored\nrun: {samples: 2, max_tokens: 1024, models: [scripted/stored-model]}\ninclude: [stored.fragment.yaml]\nuser: "{{greeting}} {{documents}}"',
  ),
  'stored.fragment.yaml':
    'vars: {greeting: "Hello {{name}}.", name: Ada}\ndocuments: [{id: spec, kind: note, body: {file: stored.txt}}]\n',
  'stored.txt': 'From {{name}}.',
  'stored-model.model.yaml': 'scripted-model: 1\nrules:\n  - answers: [{text: All done.}]\n',
} as const;
type Name = keyof typeof files;

function store(name: Name, text: string): void {
  writeFileSync(workspaceFile(name).fsPath, text);
}

function waitForErrors(name: Name, wanted: readonly string[]): Promise<true> {
  return eventually(`${wanted.join()} in ${name}`, () => {
    const found = vscode.languages
      .getDiagnostics(workspaceFile(name))
      .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    return found.map(codeOf).join() === wanted.join() ? true : undefined;
  });
}

/** What the runs of the scenario have sent. */
async function sent(): Promise<readonly string[]> {
  const plans = await Promise.all((await runNames()).map((name) => readPlan<Plan>(name)));
  return plans
    .filter(({ scenario }) => scenario.id === 'stored')
    .map(({ conditions }) => conditions[0]?.messages[0]?.content ?? '');
}
interface Plan {
  readonly scenario: { readonly id: string };
  readonly conditions: readonly { readonly messages: readonly { readonly content: string }[] }[];
}

/** While a run is under way another would be refused. */
function idle(): Promise<true> {
  return eventually('no run is under way', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      workspaceFile('stored.scenario.yaml'),
    );
    return lenses.some(({ command }) => command?.title.startsWith('$(play) Run (')) ? true : undefined;
  });
}

/** Writes and starts a run before VS Code can be told of what was written. */
async function runAfter(write: () => void): Promise<string | undefined> {
  await idle();
  const before = (await sent()).length;
  write();
  const target = {
    uri: workspaceFile('stored.scenario.yaml').toString(),
    models: ['scripted/stored-model'],
    where: [],
  };
  await vscode.commands.executeCommand('scenarist.run', target);
  return eventually('the run', async () => {
    const all = await sent();
    return all.length > before ? all.at(-1) : undefined;
  });
}

describe('files that another program writes', () => {
  before(async () => {
    for (const [name, text] of Object.entries(files)) store(name as Name, text);
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument(workspaceFile('stored.scenario.yaml')),
    );
    await waitForErrors('stored.scenario.yaml', []);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of Object.keys(files)) rmSync(workspaceFile(name).fsPath, { force: true });
  });

  it('show their problems as they come and go, each time', async () => {
    for (const name of ['stored.txt', 'stored.fragment.yaml'] as const) {
      for (let time = 0; time < 2; time++) {
        store(name, files[name].replaceAll('{{name}}', '{{nobody}}'));
        await waitForErrors(name, ['unknown-name']);
        store(name, files[name]);
        await waitForErrors(name, []);
      }
    }
  });

  it('are missed while they are gone', async () => {
    rmSync(workspaceFile('stored.txt').fsPath);
    await waitForErrors('stored.fragment.yaml', ['file-not-found']);
    store('stored.txt', files['stored.txt']);
    await waitForErrors('stored.fragment.yaml', []);
  });

  it('are read again by a run, before anybody tells of them', async () => {
    assert.equal(
      await runAfter(() => store('stored.txt', 'Later, {{name}}.')),
      'Hello Ada. <note>\nLater, Ada.\n</note>',
    );
    const fragment = files['stored.fragment.yaml'].replace('Ada', 'Grace');
    assert.equal(
      await runAfter(() => store('stored.fragment.yaml', fragment)),
      'Hello Grace. <note>\nLater, Grace.\n</note>',
    );
  });

  it('are read again where they are open, until somebody writes there', async () => {
    const open = await vscode.workspace.openTextDocument(workspaceFile('stored.txt'));
    assert.match((await runAfter(() => store('stored.txt', 'Stored.'))) ?? '', /Stored\./);
    await eventually('the editor has it', () => (open.getText() === 'Stored.' ? true : undefined));
    await replaceText(open, 'Stored.', 'Written.');
    assert.match((await runAfter(() => store('stored.txt', 'Stored again.'))) ?? '', /Written\./);
    await vscode.window.showTextDocument(open);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.match((await runAfter(() => undefined)) ?? '', /Stored again\./);
  });

  it('keep a run from starting where they are wrong by now', async () => {
    await idle();
    const before = (await sent()).length;
    store('stored.txt', '{{nobody}}');
    const uri = workspaceFile('stored.scenario.yaml').toString();
    await vscode.commands.executeCommand('scenarist.run', { uri, models: ['scripted/stored-model'], where: [] });
    assert.equal((await sent()).length, before);
    store('stored.txt', files['stored.txt']);
  });
});
