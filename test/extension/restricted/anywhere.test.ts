import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually, openExample } from '../support.ts';

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
});
