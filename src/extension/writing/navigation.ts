import * as vscode from 'vscode';
import { fileLinks } from '../../language/links.ts';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import { locationOf, offsetIn, rangeWithin } from '../places.ts';
import { toRange } from '../ranges.ts';
import { onlyScenarios, scenarioSelector } from '../checking/scenarioDocuments.ts';

/** When it is first asked for. */
const loadNavigation = () => import('../../language/navigation.ts');

/** Go to definition, find references, marks of the name under the cursor, and links to other files. */
export function activateNavigation(scenarios: CheckedScenarios): vscode.Disposable {
  const definitions: vscode.DefinitionProvider = {
    async provideDefinition(file, position) {
      const [view, { definitionsAt }] = await Promise.all([scenarios.around(file), loadNavigation()]);
      const { checked } = view;
      const found = definitionsAt(checked.document, offsetIn(view, position));
      if (found === null) return null;
      const origin = rangeWithin(view, found.origin);
      return found.targets.map(({ range, selection }): vscode.LocationLink => {
        const { uri, range: targetRange } = locationOf(checked, range);
        const targetSelectionRange = locationOf(checked, selection).range;
        return { ...(origin && { originSelectionRange: origin }), targetUri: uri, targetRange, targetSelectionRange };
      });
    },
  };
  const references: vscode.ReferenceProvider = {
    async provideReferences(file, position, { includeDeclaration }) {
      const [view, { referencesAt }] = await Promise.all([scenarios.around(file), loadNavigation()]);
      const { checked } = view;
      const found = referencesAt(checked.document, offsetIn(view, position), { withDefinitions: includeDeclaration });
      return found.map((range) => locationOf(checked, range));
    },
  };
  const highlights: vscode.DocumentHighlightProvider = {
    async provideDocumentHighlights(file, position) {
      const [view, { highlightsAt }] = await Promise.all([scenarios.around(file), loadNavigation()]);
      return highlightsAt(view.checked.document, offsetIn(view, position)).flatMap(({ range, isDefinition }) => {
        const kind = isDefinition ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read;
        const here = rangeWithin(view, range);
        return here === null ? [] : [new vscode.DocumentHighlight(here, kind)];
      });
    },
  };
  const links: vscode.DocumentLinkProvider = {
    async provideDocumentLinks(file) {
      const { own: document, uri } = await scenarios.get(file);
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
