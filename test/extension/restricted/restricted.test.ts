import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { codeOf, eventually, openExample, replaceText, workspaceFile } from '../support.ts';

describe('Restricted Mode', () => {
  it('is what this suite runs in', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('checks while typing', async () => {
    const document = await openExample('harmless');
    await replaceText(document, '\nuser:', '\nusr:');
    const problems = await eventually('a problem', () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.ok(problems.some((problem) => codeOf(problem) === 'unknown-key'));
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  const writing = ['run', 'runModel', 'runLevel', 'runFresh', 'resume', 'gradeAgain', 'review', 'importTranscripts'];
  for (const command of writing.map((name) => `scenarist.${name}`)) {
    it(`refuses ${command}, and writes nothing, even when it is called directly`, async () => {
      const document = await openExample('harmless');
      // It returns: what asks for a model, a level or a file is not reached either.
      await vscode.commands.executeCommand(command, { uri: document.uri.toString(), models: null, where: [] });
      await assert.rejects(async () => vscode.workspace.fs.stat(workspaceFile('.scenarist')));
    });
  }
});
