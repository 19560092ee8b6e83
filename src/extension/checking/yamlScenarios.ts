import * as vscode from 'vscode';
import type { CheckedScenarios } from './checkedScenarios.ts';

/** Tells menus which YAML files are scenarios: `resource in scenarist.yamlScenarios`. */
export function activateYamlScenarios(scenarios: CheckedScenarios): vscode.Disposable {
  const known = new Set<string>();
  const tell = (): void => void vscode.commands.executeCommand('setContext', 'scenarist.yamlScenarios', [...known]);
  return vscode.Disposable.from(
    scenarios.onDidCheck(({ uri }) => {
      const key = uri.toString();
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === key);
      if (document?.languageId !== 'yaml' || known.has(key)) return;
      known.add(key);
      tell();
    }),
    scenarios.onDidClose((uri) => {
      if (known.delete(uri.toString())) tell();
    }),
  );
}
