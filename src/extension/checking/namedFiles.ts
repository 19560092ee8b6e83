import * as vscode from 'vscode';
import type { CheckedScenario } from './checkedScenario.ts';

/**
 * The files that the open scenarios name: tells when one of them has changed, in an editor or where it is stored. It tells
 * what VS Code is told, and that is not all: a folder that is made while VS Code first looks through the workspace is not
 * watched. So what is run is read again, whatever is told here.
 */
export class NamedFiles implements vscode.Disposable {
  private readonly watchers = new Map<string, vscode.FileSystemWatcher>();
  private readonly named = new Map<string, Map<string, vscode.Uri>>();
  private readonly changed: (scenario: string) => void;
  private readonly subscriptions: vscode.Disposable;

  /** @param changed Called with the address of each scenario that names a file that has changed. */
  constructor(changed: (scenario: string) => void) {
    this.changed = changed;
    const tellAll = (uris: readonly vscode.Uri[]): void => uris.forEach((uri) => this.tell(uri));
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidCreateFiles(({ files }) => tellAll(files)),
      vscode.workspace.onDidDeleteFiles(({ files }) => tellAll(files)),
      vscode.workspace.onDidRenameFiles(({ files }) =>
        tellAll(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
      ),
    );
  }

  /** A check is about to read a file: what happens to it from now on is told. */
  add(scenario: vscode.Uri, path: string): void {
    const key = scenario.toString();
    const files = this.named.get(key) ?? new Map<string, vscode.Uri>();
    const file = vscode.Uri.joinPath(scenario, '..', path);
    this.named.set(key, files.set(file.toString(), file));
    this.watch();
  }

  /** A check has read these, and no others. */
  set({ uri, named }: Pick<CheckedScenario, 'uri' | 'named'>): void {
    const files = [...named.keys()].map((path) => vscode.Uri.joinPath(uri, '..', path));
    this.named.set(uri.toString(), new Map(files.map((file) => [file.toString(), file])));
    this.watch();
  }

  delete(scenario: vscode.Uri): void {
    if (this.named.delete(scenario.toString())) this.watch();
  }

  /** A file may have changed. */
  tell(uri: vscode.Uri): void {
    for (const scenario of this.naming(uri)) this.changed(scenario);
  }

  /** The addresses of the scenarios that name a file. */
  naming(uri: vscode.Uri): readonly string[] {
    const key = uri.toString();
    return [...this.named].flatMap(([scenario, files]) => (files.has(key) ? [scenario] : []));
  }

  dispose(): void {
    for (const watcher of this.watchers.values()) watcher.dispose();
    this.watchers.clear();
    this.subscriptions.dispose();
  }

  private watch(): void {
    const wanted = new Map([...this.named.values()].flatMap((files) => [...files]));
    for (const [key, watcher] of this.watchers) {
      if (wanted.has(key)) continue;
      watcher.dispose();
      this.watchers.delete(key);
    }
    for (const [key, uri] of wanted) {
      if (!this.watchers.has(key)) this.watchers.set(key, this.watcherOf(uri));
    }
  }

  private watcherOf(uri: vscode.Uri): vscode.FileSystemWatcher {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1).replaceAll(/[[\]{}*?]/g, '?');
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name),
    );
    const tell = (): void => this.tell(uri);
    watcher.onDidCreate(tell);
    watcher.onDidChange(tell);
    watcher.onDidDelete(tell);
    return watcher;
  }
}
