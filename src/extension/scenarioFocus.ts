import * as vscode from 'vscode';
import { isScenario } from './checking/scenarioDocuments.ts';

/** The scenario that the panel is about: the one in the active editor, be it text or results, or the last one that was. */
export class ScenarioFocus implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri | null>();
  private readonly subscriptions: vscode.Disposable;
  private current: vscode.Uri | null = null;
  readonly onDidChange = this.changed.event;

  constructor() {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (this.current === null && isScenario(document)) this.set(document.uri);
      }),
      // An untitled one is gone when it is closed: asking for it again would make a new one.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === 'untitled' && uri.toString() === this.current?.toString()) this.set(null);
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        if (files.some((file) => file.toString() === this.current?.toString())) this.set(null);
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        const moved = files.find(({ oldUri }) => oldUri.toString() === this.current?.toString());
        if (moved !== undefined) this.set(moved.newUri);
      }),
    );
    this.follow(vscode.window.activeTextEditor);
    if (this.current === null)
      this.current =
        vscode.window.visibleTextEditors.find(({ document }) => isScenario(document))?.document.uri ?? null;
  }

  get uri(): vscode.Uri | null {
    return this.current;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (editor !== undefined && isScenario(editor.document)) this.set(editor.document.uri);
  }

  set(uri: vscode.Uri | null): void {
    if (uri?.toString() === this.current?.toString()) return;
    this.current = uri;
    this.changed.fire(uri);
  }
}
