import * as vscode from 'vscode';
import { createLineIndex } from '../../core/text/range.ts';
import { readHeading } from '../../language/heading.ts';
import { toRange } from '../ranges.ts';
import { isScenario } from '../checking/scenarioDocuments.ts';

const files = '**/*.scenario.{yaml,yml}';
const ignored = '**/{node_modules,.scenarist,.git}/**';
/** More scenarios than anyone has; a workspace that holds more is searched in part. */
const maximumFiles = 5_000;
/** Files that are read at the same time: a remote file system answers each after a while. */
const readAtOnce = 50;
/** Enough for the first lines of any file, whatever its letters. */
const headBytes = 32_000;

interface Found {
  readonly id: string;
  readonly title: string;
  readonly range: vscode.Range;
}

/** «Go to Symbol in Workspace» finds scenarios by their id. Files are read by their first lines and kept until they change. */
export function activateWorkspaceSymbols(): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(files);
  const known = new Map<string, Found | null>();
  const forget = (uri: vscode.Uri): void => void known.delete(uri.toString());
  const find = async (uri: vscode.Uri): Promise<Found | null> => {
    const key = uri.toString();
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
    if (open !== undefined) return foundIn(open.getText());
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = foundIn(await readText(uri));
    known.set(key, found);
    return found;
  };
  const provider: vscode.WorkspaceSymbolProvider = {
    async provideWorkspaceSymbols(query, token) {
      const symbols: vscode.SymbolInformation[] = [];
      const uris = await scenarioFiles(token);
      for (let at = 0; at < uris.length && !token.isCancellationRequested; at += readAtOnce) {
        const batch = uris.slice(at, at + readAtOnce);
        const found = await Promise.all(batch.map(async (uri) => ({ uri, found: await find(uri) })));
        for (const { uri, found: scenario } of found) {
          if (scenario === null || !isMatch(query, scenario.id)) continue;
          const location = new vscode.Location(uri, scenario.range);
          symbols.push(new vscode.SymbolInformation(scenario.id, vscode.SymbolKind.Package, scenario.title, location));
        }
      }
      return symbols;
    },
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(forget),
    watcher.onDidCreate(forget),
    watcher.onDidDelete(forget),
    vscode.languages.registerWorkspaceSymbolProvider(provider),
  );
}

/** Those of the workspace, and open ones that are outside of it or not saved yet. */
async function scenarioFiles(token: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const inWorkspace = await vscode.workspace.findFiles(files, ignored, maximumFiles, token);
  const open = vscode.workspace.textDocuments.filter(isScenario);
  const byKey = new Map([...inWorkspace, ...open.map(({ uri }) => uri)].map((uri) => [uri.toString(), uri]));
  return [...byKey.values()];
}

async function readText(uri: vscode.Uri): Promise<string> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return new TextDecoder().decode(bytes.subarray(0, headBytes));
  } catch {
    // Deleted meanwhile, or not to be read by this user: then it has no id to find.
    return '';
  }
}

function foundIn(text: string): Found | null {
  const heading = readHeading(text);
  if (heading === null) return null;
  return {
    id: heading.id,
    title: heading.title,
    range: toRange(createLineIndex(text.slice(0, heading.range.end)), heading.range),
  };
}

/** As VS Code asks of providers: the characters of the query in their order; it sorts and filters what comes back. */
function isMatch(query: string, id: string): boolean {
  const searched = id.toLowerCase();
  let from = 0;
  for (const character of query.toLowerCase()) {
    const at = searched.indexOf(character, from);
    if (at < 0) return false;
    from = at + character.length;
  }
  return true;
}
