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

function wholeText({ uri, lineCount }: vscode.TextDocument, text: string): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, lineCount, 0), text);
  return edit;
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
    await write(workspaceFile('several/demo.model.yaml'), 'scripted-model: 1\nrules: [{answers: [{text: Done.}]}]\n');
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

  it('has a preview that goes with the cursor in each file', async () => {
    const file = await vscode.workspace.openTextDocument(fragmentUri());
    // The active editor is that of a fragment: what is shown is the scenario that names it.
    const editor = await vscode.window.showTextDocument(file);
    await vscode.commands.executeCommand('scenarist.previewPrompts');
    const preview = await eventually('the preview', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'scenarist-prompt'),
    );
    await vscode.window.showTextDocument(file, editor.viewColumn);
    for (const words of ['Hello', 'Harbor']) {
      const at = positionOf(file, words).translate(0, -1);
      const active = await eventually('the fragment', () =>
        vscode.window.activeTextEditor?.document === file ? vscode.window.activeTextEditor : undefined,
      );
      active.selection = new vscode.Selection(at, at);
      await eventually(`the preview at ${words}`, () => {
        const cursor = preview.selection.active;
        return preview.document.lineAt(cursor.line).text.slice(cursor.character).startsWith(words) ? true : undefined;
      });
    }
    await vscode.commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
  });

  it('has a variation of what is selected in a fragment, in the fragment', async () => {
    const file = await vscode.workspace.openTextDocument(fragmentUri());
    const before = file.getText();
    const at = positionOf(file, 'Hello').translate(0, -1);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      file.uri,
      new vscode.Range(at, at.translate(0, 'Hello'.length)),
      vscode.CodeActionKind.Refactor.value,
    );
    const [variation] = actions.filter(({ title }) => title.startsWith('Try a variation'));
    assert.ok(variation?.edit);
    await vscode.workspace.applyEdit(variation.edit);
    assert.match(file.getText(), /greeting: '\{\{variation-1\}\} \{\{company\}\}.'/);
    const both = await eventually('two conditions', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        scenarioUri(),
      );
      return lenses.find(({ command }) => command?.title.includes('(4 trials)'));
    });
    assert.ok(both);
    await vscode.workspace.applyEdit(wholeText(file, before));
  });

  it('is mended by «fix all» in each file, without touching the other', async () => {
    const file = await vscode.workspace.openTextDocument(fragmentUri());
    const before = file.getText();
    await replaceText(file, '  greeting', '\tgreeting');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      file.uri,
      new vscode.Range(0, 0, file.lineCount, 0),
      vscode.CodeActionKind.SourceFixAll.value,
    );
    const [fix] = actions.filter(({ title }) => title.startsWith('Fix all'));
    assert.ok(fix?.edit);
    assert.deepEqual(
      fix.edit.entries().map(([uri]) => uri.toString()),
      [fragmentUri().toString()],
    );
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(file.getText(), before);
  });

  it('makes a fragment that is missing, and opens it', async () => {
    const missing = workspaceFile('several/new/goals.fragment.yaml');
    await replaceText(open, 'world.fragment.yaml]', 'world.fragment.yaml, new/goals.fragment.yaml]');
    await waitForErrors(scenarioUri(), ['file-not-found']);
    const at = positionOf(open, 'new/goals');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      scenarioUri(),
      new vscode.Range(at, at),
    );
    const create = actions.find(({ title }) => title === 'Create `new/goals.fragment.yaml`');
    assert.ok(create?.edit && create.command);
    await vscode.workspace.applyEdit(create.edit);
    await vscode.commands.executeCommand(create.command.command, ...((create.command.arguments ?? []) as unknown[]));
    await waitForErrors(scenarioUri(), []);
    assert.deepEqual(errorsIn(missing), []);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), missing.toString());
    await replaceText(open, ', new/goals.fragment.yaml]', ']');
  });

  it('shows nothing in a fragment that is no longer included', async () => {
    const file = await vscode.workspace.openTextDocument(fragmentUri());
    await replaceText(file, 'Hello {{company}}', 'Hello {{nobody}}');
    await waitForErrors(fragmentUri(), ['unknown-name']);
    await replaceText(open, 'include: [parts/world.fragment.yaml]\n', '');
    await waitForErrors(fragmentUri(), []);
  });
});
