import * as vscode from 'vscode';

const key = 'scenarist.blindReview';

/**
 * Whether somebody labels blind in this window: then nothing of it tells what a run found, neither a panel nor the text of a scenario
 * nor its tests. Kept over a reload.
 */
export class BlindReview implements vscode.Disposable {
  private readonly kept: vscode.Memento;
  private readonly changed = new vscode.EventEmitter<boolean>();
  private on: boolean;
  readonly onDidChange = this.changed.event;

  constructor(kept: vscode.Memento) {
    this.kept = kept;
    this.on = kept.get<unknown>(key) === true;
  }

  get isOn(): boolean {
    return this.on;
  }

  async set(on: boolean): Promise<void> {
    if (on === this.on) return;
    this.on = on;
    this.changed.fire(on);
    await this.kept.update(key, on ? true : undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
