import * as vscode from 'vscode';
import { fileLinks } from '../language/links.ts';
import { definitionsAt, highlightsAt, referencesAt } from '../language/navigation.ts';
import type { CheckedScenarios } from './checkedScenarios.ts';
import { toOffset, toRange } from './ranges.ts';
import { onlyScenarios, scenarioSelector } from './scenarioDocuments.ts';

/** Go to definition, find references, marks of the name under the cursor, and links to other files. */
export function activateNavigation(scenarios: CheckedScenarios): vscode.Disposable {
  const definitions: vscode.DefinitionProvider = {
    async provideDefinition(file, position) {
      const { document, uri } = await scenarios.get(file);
      const found = definitionsAt(document, toOffset(document.lines, position));
      return found?.targets.map(({ range, selection }): vscode.LocationLink => ({
        originSelectionRange: toRange(document.lines, found.origin),
        targetUri: uri,
        targetRange: toRange(document.lines, range),
        targetSelectionRange: toRange(document.lines, selection),
      }));
    },
  };
  const references: vscode.ReferenceProvider = {
    async provideReferences(file, position, { includeDeclaration }) {
      const { document, uri } = await scenarios.get(file);
      const at = toOffset(document.lines, position);
      return referencesAt(document, at, { withDefinitions: includeDeclaration }).map(
        (range) => new vscode.Location(uri, toRange(document.lines, range)),
      );
    },
  };
  const highlights: vscode.DocumentHighlightProvider = {
    async provideDocumentHighlights(file, position) {
      const { document } = await scenarios.get(file);
      return highlightsAt(document, toOffset(document.lines, position)).map(({ range, isDefinition }) => {
        const kind = isDefinition ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read;
        return new vscode.DocumentHighlight(toRange(document.lines, range), kind);
      });
    },
  };
  const links: vscode.DocumentLinkProvider = {
    async provideDocumentLinks(file) {
      const { document, uri } = await scenarios.get(file);
      const found = await Promise.all(
        fileLinks(document).map(async ({ range, paths }) => {
          const target = await firstFile(uri, paths);
          return target === null ? [] : [new vscode.DocumentLink(toRange(document.lines, range), target)];
        }),
      );
      return found.flat();
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(scenarioSelector, onlyScenarios(definitions)),
    vscode.languages.registerReferenceProvider(scenarioSelector, onlyScenarios(references)),
    vscode.languages.registerDocumentHighlightProvider(scenarioSelector, onlyScenarios(highlights)),
    vscode.languages.registerDocumentLinkProvider(scenarioSelector, onlyScenarios(links)),
  );
}

/** The first of some paths beside the scenario that is a file of its workspace folder; null where none is. */
async function firstFile(scenario: vscode.Uri, paths: readonly string[]): Promise<vscode.Uri | null> {
  const folder = vscode.workspace.getWorkspaceFolder(scenario);
  if (folder === undefined) return null;
  for (const path of paths) {
    const target = vscode.Uri.joinPath(scenario, '..', path);
    if (vscode.workspace.getWorkspaceFolder(target)?.uri.toString() !== folder.uri.toString()) continue;
    if (await isFile(target)) return target;
  }
  return null;
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    // It does not exist, or cannot be read: then there is nothing to open.
    return false;
  }
}
