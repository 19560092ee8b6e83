import * as vscode from 'vscode';

/** What is read from some settings, and read again when one of them changes. */
export class WatchedSettings<Value> implements vscode.Disposable {
  private readonly didChange = new vscode.EventEmitter<void>();
  private readonly listener: vscode.Disposable;
  private value: Value;
  readonly onDidChange = this.didChange.event;

  /** @param names In full: `scenarist.prices`. */
  constructor(names: readonly string[], read: () => Value) {
    this.value = read();
    this.listener = vscode.workspace.onDidChangeConfiguration((change) => {
      if (!names.some((name) => change.affectsConfiguration(name))) return;
      this.value = read();
      this.didChange.fire();
    });
  }

  get current(): Value {
    return this.value;
  }

  dispose(): void {
    this.listener.dispose();
    this.didChange.dispose();
  }
}
