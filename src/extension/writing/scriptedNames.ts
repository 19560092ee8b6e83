import * as vscode from 'vscode';

const suffix = '.model.yaml';

/** Names of the scripted models that a scenario can use: those beside it and in `models/` beside it. */
export class ScriptedNames implements vscode.Disposable {
  private readonly known = new Map<string, Promise<readonly string[]>>();
  private readonly watcher = vscode.workspace.createFileSystemWatcher(`**/*${suffix}`, false, true, false);
  private readonly disposables: vscode.Disposable;

  constructor() {
    const forget = (): void => this.known.clear();
    this.disposables = vscode.Disposable.from(
      this.watcher,
      this.watcher.onDidCreate(forget),
      this.watcher.onDidDelete(forget),
    );
  }

  of(scenario: vscode.Uri): Promise<readonly string[]> {
    if (scenario.scheme === 'untitled') return Promise.resolve([]);
    const folder = vscode.Uri.joinPath(scenario, '..');
    const key = folder.toString();
    const names = this.known.get(key) ?? list(folder);
    this.known.set(key, names);
    return names;
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

async function list(folder: vscode.Uri): Promise<readonly string[]> {
  const found = await Promise.all([namesIn(folder), namesIn(vscode.Uri.joinPath(folder, 'models'))]);
  return [...new Set(found.flat())].sort();
}

async function namesIn(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.flatMap(([name]) => (name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : []));
  } catch {
    // A folder that is not there holds no models.
    return [];
  }
}
