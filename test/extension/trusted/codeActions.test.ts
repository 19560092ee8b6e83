import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { fixAllCase, fixCases } from '../../support/languageCases/fixes.ts';
import { formatCases } from '../../support/languageCases/format.ts';
import { variationCases } from '../../support/languageCases/variations.ts';
import { eventually, exists, openText, workspaceFile } from '../support.ts';

/** The text without the two marks, and what they enclose. */
async function openMarked(source: string, [open, close]: readonly [string, string]): Promise<Opened> {
  const start = source.indexOf(open);
  const end = source.indexOf(close, start + 1) - open.length;
  const document = await openText(source.replace(open, '').replace(close, ''));
  return { document, range: new vscode.Range(document.positionAt(start), document.positionAt(end)) };
}
interface Opened {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
}

function actionsAt({ document, range }: Opened, kind: vscode.CodeActionKind): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind.value);
}

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action?.edit, 'an action with an edit');
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

describe('code actions', () => {
  for (const { name, title, source, fixed } of fixCases) {
    it(`fix: ${name}`, async () => {
      const opened = await openMarked(source, ['«', '»']);
      // The first of them opens the file that starts the extension.
      const fix = await eventually(title, async () => {
        const actions = await actionsAt(opened, vscode.CodeActionKind.QuickFix);
        return actions.find((action) => action.title === title);
      });
      await apply(fix);
      assert.equal(opened.document.getText(), fixed);
    });
  }

  for (const { name, source, fixed } of variationCases) {
    it(`variation: ${name}`, async () => {
      const opened = await openMarked(source, ['‸', '‸']);
      const actions = await actionsAt(opened, vscode.CodeActionKind.Refactor);
      const variation = actions.find(({ title }) => title.startsWith('Try a variation'));
      if (fixed === null) return assert.equal(variation, undefined);
      await apply(variation);
      assert.equal(opened.document.getText(), fixed);
    });
  }

  it('fix all', async () => {
    const document = await openText(fixAllCase.source);
    const range = new vscode.Range(0, 0, document.lineCount, 0);
    const [action] = await actionsAt({ document, range }, vscode.CodeActionKind.SourceFixAll);
    await apply(action);
    assert.equal(document.getText(), fixAllCase.fixed);
  });

  for (const { name, source, fixed } of formatCases) {
    it(`format: ${name}`, async () => {
      const document = await openText(source);
      await vscode.commands.executeCommand('editor.action.formatDocument');
      assert.equal(document.getText(), fixed);
    });
  }

  it('an empty file offers its skeleton, with the model that answers it', async () => {
    const uri = workspaceFile('empty/quiet-harbor.scenario.yaml');
    await vscode.workspace.fs.writeFile(uri, new Uint8Array());
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['Insert a skeleton'],
    );
    await vscode.commands.executeCommand('scenarist.insertSkeleton', uri.toString());
    assert.match(document.getText(), /^scenarist: 1\nid: quiet-harbor\ntitle: quiet harbor\ncanary: /);
    assert.ok(await exists(workspaceFile('empty/models/demo.model.yaml')));
  });

  it('a new scenario has no problem, can be run, and is not written over', async () => {
    const answers = { stake: 'leak', title: 'A pump is no secret', folder: workspaceFile('.').toString() };
    await vscode.commands.executeCommand('scenarist.newScenario', answers);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(
      document?.uri.path.split('/').slice(-2).join('/'),
      'a-pump-is-no-secret/a-pump-is-no-secret.scenario.yaml',
    );
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    assert.ok(lenses.some(({ command }) => command?.title === '$(play) Run (40 trials)'));
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    assert.ok(await exists(workspaceFile('a-pump-is-no-secret/models/demo.model.yaml')));
    const before = document.getText();
    await vscode.commands.executeCommand('scenarist.newScenario', answers);
    assert.equal((await vscode.workspace.openTextDocument(document.uri)).getText(), before);
  });
});
