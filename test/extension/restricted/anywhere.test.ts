import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { scenarioText } from '../../support/scenarios.ts';
import { codeOf, eventually, openExample, workspaceFile } from '../support.ts';

describe('Restricted Mode, while writing', () => {
  it('has lenses, hovers, completion and names', async () => {
    const document = await openExample('harmless');
    const { uri } = document;
    const at = document.positionAt(document.getText().indexOf('samples') + 2);
    // The first to ask in this suite: the extension may still be starting.
    await eventually('the lenses', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
      return lenses.some(({ command }) => command?.title === 'Preview prompts') ? true : undefined;
    });
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      at,
    );
    const symbols = await vscode.commands.executeCommand<unknown[]>('vscode.executeDocumentSymbolProvider', uri);
    for (const found of [hovers, items, symbols]) assert.ok(found.length > 0);
  });

  it('previews what is sent', async () => {
    const { uri } = await openExample('harmless');
    const opened = vscode.commands.executeCommand('scenarist.previewPrompts', { uri: uri.toString() });
    const preview = await eventually('the preview', async () => {
      // Where there are several conditions, it asks which.
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return vscode.workspace.textDocuments.find((document) => document.uri.scheme === 'scenarist-prompt');
    });
    await opened;
    assert.match(preview.getText(), /──────── user ────────\n\S/);
  });

  it('checks and previews a scenario of several files', async () => {
    const files = {
      'several.scenario.yaml': scenarioText('include: [several.fragment.yaml]\nuser: "{{greeting}}"'),
      'several.fragment.yaml': 'vars: {greeting: "Hello {{nobody}}."}\n',
    };
    const write = (name: string, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(text));
    for (const [name, text] of Object.entries(files)) await write(name, text);
    const uri = workspaceFile('several.scenario.yaml');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    await eventually('the problem in the fragment', () => {
      const found = vscode.languages.getDiagnostics(workspaceFile('several.fragment.yaml'));
      return found.map(codeOf).includes('unknown-name') ? true : undefined;
    });
    await write('several.fragment.yaml', 'vars: {greeting: Hello all.}\n');
    await vscode.commands.executeCommand('scenarist.previewPrompts', { uri: uri.toString() });
    await eventually('the prompt', () =>
      vscode.workspace.textDocuments.find((document) => document.getText().includes('Hello all.\n')),
    );
  });
});
