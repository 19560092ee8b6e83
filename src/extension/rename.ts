import * as vscode from 'vscode';
import { prepareRename, renameAt } from '../language/rename.ts';
import type { CheckedScenarios } from './checkedScenarios.ts';
import { toOffset, toRange } from './ranges.ts';
import { onlyScenarios, scenarioSelector } from './scenarioDocuments.ts';

/** F2 on any name of a scenario. VS Code shows the message of an error where the name was. */
export function activateRename(scenarios: CheckedScenarios): vscode.Disposable {
  const provider: vscode.RenameProvider = {
    async prepareRename(file, position) {
      const { document } = await scenarios.get(file);
      const target = prepareRename(document, toOffset(document.lines, position));
      if ('refusal' in target) throw new Error(target.refusal);
      return { range: toRange(document.lines, target.range), placeholder: target.name };
    },
    async provideRenameEdits(file, position, newName) {
      const { document, uri } = await scenarios.get(file);
      const renamed = renameAt(document, toOffset(document.lines, position), newName);
      if ('refusal' in renamed) throw new Error(renamed.refusal);
      const edit = new vscode.WorkspaceEdit();
      for (const { range, newText } of renamed.edits) edit.replace(uri, toRange(document.lines, range), newText);
      return edit;
    },
  };
  return vscode.languages.registerRenameProvider(scenarioSelector, onlyScenarios(provider));
}
