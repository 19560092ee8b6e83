import * as vscode from 'vscode';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import { editOf, offsetIn, rangeWithin } from '../places.ts';
import { onlyScenarios, scenarioSelector } from '../checking/scenarioDocuments.ts';

/** When it is first asked for. */
const loadRename = () => import('../../language/rename.ts');

/** F2 on any name of a scenario. VS Code shows the message of an error where the name was. */
export function activateRename(scenarios: CheckedScenarios): vscode.Disposable {
  const provider: vscode.RenameProvider = {
    async prepareRename(file, position) {
      const [view, { prepareRename }] = await Promise.all([scenarios.around(file), loadRename()]);
      const target = prepareRename(view.checked.document, offsetIn(view, position));
      if ('refusal' in target) throw new Error(target.refusal);
      const range = rangeWithin(view, target.range);
      return range === null ? null : { range, placeholder: target.name };
    },
    async provideRenameEdits(file, position, newName) {
      const [view, { renameAt }] = await Promise.all([scenarios.around(file), loadRename()]);
      const renamed = renameAt(view.checked.document, offsetIn(view, position), newName);
      if ('refusal' in renamed) throw new Error(renamed.refusal);
      return editOf(view.checked, renamed.edits);
    },
  };
  return vscode.languages.registerRenameProvider(scenarioSelector, onlyScenarios(provider));
}
