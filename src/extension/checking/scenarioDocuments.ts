import * as vscode from 'vscode';
import { isFragmentPath } from '../../core/scenario/files/paths.ts';
import { namesScenarioSchema } from '../../language/modeline.ts';

const setting = 'files';
/** Where a modeline can stand; longer licences are rare. */
const headLines = 50;

/** Every document that is perhaps a scenario; `onlyScenarios` decides. */
export const scenarioSelector: vscode.DocumentSelector = [{ language: 'scenario' }, { language: 'yaml' }];

/** The one place that decides which documents are run and shown in the panel. */
export function isScenario(document: vscode.TextDocument): boolean {
  return isChecked(document) && !isFragment(document);
}

/** What is only looked at: an earlier commit, a refactoring before it is done, and what our runs were made of. */
const onlyLookedAt = /^(git|vscode-bulkeditpreview|scenarist-)/;

/** Which documents are checked: scenarios and fragments of them, where they are written. */
export function isChecked(document: vscode.TextDocument): boolean {
  return isWrittenAsScenario(document) && !onlyLookedAt.test(document.uri.scheme);
}

/** A part of scenarios, which they include. */
export function isFragment({ uri }: vscode.TextDocument): boolean {
  return isFragmentPath(uri.path);
}

/** Also the other side of a comparison with an earlier commit. */
function isWrittenAsScenario(document: vscode.TextDocument): boolean {
  if (document.languageId === 'scenario') return true;
  if (document.languageId !== 'yaml') return false;
  return namesScenarioSchema(headOf(document)) || isChosen(document);
}

/** Of a YAML file whose schema is named in it: others that read the modeline know the schema as well. */
export function namesSchema(document: vscode.TextDocument): boolean {
  return namesScenarioSchema(headOf(document));
}

export function changesScenarios(change: vscode.ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration(`scenarist.${setting}`);
}

/** Keeps a provider of VS Code quiet about YAML files that are no scenarios. */
export function onlyScenarios<Provider extends object>(provider: Provider): Provider {
  return new Proxy(provider, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || typeof name !== 'string' || !/^(provide|prepare)/.test(name)) return value;
      return (document: vscode.TextDocument, ...rest: readonly unknown[]): unknown =>
        isWrittenAsScenario(document) ? Reflect.apply(value, target, [document, ...rest]) : undefined;
    },
  });
}

function headOf(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(0, 0, headLines, 0));
}

/** Patterns of the setting are relative to the workspace folder of the file, unless they begin with `**` or `/`. */
function isChosen(document: vscode.TextDocument): boolean {
  const patterns: unknown = vscode.workspace.getConfiguration('scenarist').get(setting);
  if (!Array.isArray(patterns)) return false;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return patterns.some((pattern: unknown) => {
    if (typeof pattern !== 'string' || pattern === '') return false;
    const isRelative = folder !== undefined && !/^(\*\*|\/)/.test(pattern);
    return (
      vscode.languages.match(
        { pattern: isRelative ? new vscode.RelativePattern(folder, pattern) : pattern },
        document,
      ) > 0
    );
  });
}
