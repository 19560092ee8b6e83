import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { scenarioText } from '../../support/scenarios.ts';
import { codeOf, eventually, workspaceFile } from '../support.ts';

const models = 'scripted/not-yet, nearby/llama';
const text = scenarioText(`id: missing-models\nrun: {samples: 2, max_tokens: 64, models: [${models}]}`);

function waitForProblems(uri: vscode.Uri, wanted: readonly string[]): Promise<true> {
  return eventually(`${wanted.join()} in the scenario`, () => {
    const found = vscode.languages
      .getDiagnostics(uri)
      .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
      .map((each) => `${codeOf(each)} ${vscode.DiagnosticSeverity[each.severity]}`)
      .filter((each) => /model|provider/.test(each));
    return found.join() === wanted.join() ? true : undefined;
  });
}

describe('models that are not there', () => {
  const scenario = workspaceFile('missing-models.scenario.yaml');
  const model = workspaceFile('models/not-yet.model.yaml');
  const profiles = (value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration('scenarist').update('profiles', value, vscode.ConfigurationTarget.Global);

  before(() => writeFileSync(scenario.fsPath, text));
  after(async () => {
    await profiles(undefined);
    for (const { fsPath } of [scenario, model]) rmSync(fsPath, { force: true });
  });

  it('are problems where they are named, until they are there; the prompts can be read all the same', async () => {
    const document = await vscode.workspace.openTextDocument(scenario);
    await vscode.window.showTextDocument(document);
    await waitForProblems(scenario, ['missing-model-file Warning', 'unknown-provider Warning']);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', scenario);
    assert.ok(lenses.some(({ command }) => command?.title === 'Preview prompts'));

    await profiles({ nearby: { baseUrl: 'http://127.0.0.1:9/v1' } });
    await waitForProblems(scenario, ['missing-model-file Warning']);

    const place = document.positionAt(document.getText().indexOf('scripted/'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      scenario,
      new vscode.Range(place, place),
    );
    const create = actions.find(({ title }) => title === 'Create `models/not-yet.model.yaml`');
    assert.ok(create?.edit);
    await vscode.workspace.applyEdit(create.edit);
    await waitForProblems(scenario, []);
  });
});
