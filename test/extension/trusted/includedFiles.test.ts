import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { scenarioText } from '../../support/scenarios.ts';
import { codeOf, eventually, replaceText, workspaceFile } from '../support.ts';

const scenario = scenarioText('include: [parts/world.fragment.yaml]\nuser: "{{greeting}} {{documents}}"');
const fragment = `vars:
  greeting: Hello {{compny}}.
  company: Harbor
documents:
  - {id: spec, kind: note, body: {file: spec.txt}}
`;

const scenarioUri = (): vscode.Uri => workspaceFile('several/a.scenario.yaml');
const fragmentUri = (): vscode.Uri => workspaceFile('several/parts/world.fragment.yaml');
const textUri = (): vscode.Uri => workspaceFile('several/parts/spec.txt');

async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

function errorsIn(uri: vscode.Uri): readonly string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .map(codeOf);
}

function waitForErrors(uri: vscode.Uri, wanted: readonly string[]): Promise<true> {
  return eventually(`${wanted.join()} in ${uri.path}`, () =>
    errorsIn(uri).join() === wanted.join() ? true : undefined,
  );
}

/** Where a word stands first in a file. */
function positionOf(file: vscode.TextDocument, word: string): vscode.Position {
  return file.positionAt(file.getText().indexOf(word) + 1);
}

describe('a scenario of several files', () => {
  let open: vscode.TextDocument;
  before(async () => {
    await write(textUri(), 'From {{company}}.');
    await write(fragmentUri(), fragment);
    await write(scenarioUri(), scenario);
    open = await vscode.workspace.openTextDocument(scenarioUri());
    await vscode.window.showTextDocument(open);
  });
  after(() => vscode.workspace.fs.delete(workspaceFile('several'), { recursive: true }));

  it('shows a problem in the fragment that has it, until it is mended there', async () => {
    await waitForErrors(fragmentUri(), ['unknown-name']);
    assert.deepEqual(errorsIn(scenarioUri()), []);
    const file = await vscode.workspace.openTextDocument(fragmentUri());
    const at = positionOf(file, 'compny');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      file.uri,
      new vscode.Range(at, at),
    );
    const fix = actions.find(({ title }) => title.includes('company'));
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(fix.edit);
    assert.ok(file.getText().includes('Hello {{company}}.'));
    await waitForErrors(fragmentUri(), []);
  });

  it('reads what is in an editor before it is saved', async () => {
    const file = await vscode.workspace.openTextDocument(textUri());
    await replaceText(file, 'company', 'nobody');
    await waitForErrors(textUri(), ['unknown-name']);
    await replaceText(file, 'nobody', 'company');
    await waitForErrors(textUri(), []);
  });

  it('finds definitions and uses across files', async () => {
    const [target] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      scenarioUri(),
      positionOf(open, 'greeting'),
    );
    assert.equal(target?.targetUri.toString(), fragmentUri().toString());
    const file = await vscode.workspace.openTextDocument(fragmentUri());
    const uses = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      fragmentUri(),
      positionOf(file, 'company: Harbor'),
    );
    assert.deepEqual(
      new Set(uses.map(({ uri }) => uri.toString())),
      new Set([fragmentUri().toString(), textUri().toString()]),
    );
  });

  it('offers the names of a fragment', async () => {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      scenarioUri(),
      positionOf(open, 'greeting'),
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('company'), labels.join());
  });

  it('renames in every file, and back', async () => {
    const file = await vscode.workspace.openTextDocument(fragmentUri());
    const before = [open.getText(), file.getText()];
    const rename = async (from: string, to: string): Promise<void> => {
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        scenarioUri(),
        positionOf(open, from),
        to,
      );
      await vscode.workspace.applyEdit(edit);
    };
    await rename('greeting', 'welcome');
    assert.ok(open.getText().includes('{{welcome}}'));
    assert.ok(file.getText().includes('  welcome: Hello'));
    await rename('welcome', 'greeting');
    assert.deepEqual([open.getText(), file.getText()], before);
  });

  it('shows nothing in a fragment that is no longer included', async () => {
    const file = await vscode.workspace.openTextDocument(fragmentUri());
    await replaceText(file, 'Hello {{company}}', 'Hello {{nobody}}');
    await waitForErrors(fragmentUri(), ['unknown-name']);
    await replaceText(open, 'include: [parts/world.fragment.yaml]\n', '');
    await waitForErrors(fragmentUri(), []);
  });
});
