import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually } from '../support.ts';

const scenario = (id: string): string => `scenarist: 1
id: ${id}
canary: 0b0f6f5e-0000-4000-8000-000000000000
user: Process the inbox.
run: {samples: 1, max_tokens: 100, models: [scripted/demo]}
`;
const model = 'scripted-model: 1\nrules: [{answers: [{text: Done.}]}]\n';

function write(uri: vscode.Uri, text: string): Thenable<void> {
  return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

async function runsIn(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(folder.uri, '.scenarist', 'runs'));
    return entries.map(([name]) => name);
  } catch {
    return [];
  }
}

describe('a workspace of several folders', () => {
  it('keeps the runs of a scenario at the root of its own folder', async () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    assert.equal(folders.length, 2);
    for (const [index, folder] of folders.entries()) {
      const uri = vscode.Uri.joinPath(folder.uri, 'deep', `own-${index}.scenario.yaml`);
      await write(uri, scenario(`own-${index}`));
      await write(vscode.Uri.joinPath(uri, '..', 'demo.model.yaml'), model);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      await vscode.commands.executeCommand('scenarist.run', { uri: uri.toString(), models: null, where: [] });
      const [run = ''] = await eventually('a run', async () => {
        const runs = await runsIn(folder);
        return runs.length > 0 ? runs : undefined;
      });
      assert.deepEqual(await runsIn(folder), [run]);
    }
    const [first, second] = await Promise.all(folders.map(runsIn));
    assert.notDeepEqual(first, second);
  });

  it('finds the scenarios of all folders by their id', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'own-',
    );
    assert.deepEqual(symbols.map(({ name }) => name).sort(), ['own-0', 'own-1']);
  });
});
