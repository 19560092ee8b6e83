import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually, openExample, workspaceFile } from '../support.ts';

interface Event {
  readonly type: string;
  readonly reason?: string;
}

async function journals(): Promise<readonly Event[][]> {
  const files = await vscode.workspace.findFiles(
    new vscode.RelativePattern(workspaceFile('.scenarist'), '**/journal.jsonl'),
    null,
  );
  return Promise.all(
    files.map(async (file) => {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Event);
    }),
  );
}

describe('running', () => {
  it('registers every command of the manifest', async () => {
    const known = await vscode.commands.getCommands(true);
    const extension = vscode.extensions.getExtension('scenarist.scenarist');
    const manifest = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    await extension?.activate();
    const missing = manifest.contributes.commands
      .map(({ command }) => command)
      .filter((command) => !known.includes(command));
    assert.deepEqual(missing, []);
  });

  it('runs one level from its lens, journals it to its end, and grades every trial', async () => {
    const document = await openExample('harmless');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const lens = lenses.find(({ command }) => command?.title.startsWith('$(play) Run ('));
    assert.ok(lens?.command);
    await vscode.commands.executeCommand(lens.command.command, ...((lens.command.arguments ?? []) as unknown[]));
    const events = await eventually('a finished run', async () =>
      (await journals()).find((journal) => journal.at(-1)?.type === 'end'),
    );
    const count = (type: string): number => events.filter((event) => event.type === type).length;
    assert.equal(events.at(-1)?.reason, 'finished');
    assert.ok(count('outcome') > 0);
    assert.equal(count('verdict') % count('outcome'), 0);
    assert.equal(count('intent') >= count('outcome'), true);
  });
});
