import * as vscode from 'vscode';
import type { RunView } from '../../core/view/views.ts';
import type { CheckedScenario } from '../checking/checkedScenarios.ts';
import type { Guard } from '../guard.ts';
import type { Runs } from '../running/runs.ts';

/** What the last run of each scenario found, as it is shown in its text. Who asks gets what is known, and is told of more. */
export class LastResults implements vscode.Disposable {
  private readonly runs: Runs;
  private readonly guard: Guard;
  private known = new WeakMap<CheckedScenario, RunView | null>();
  /** Of an earlier text, until that of this one is known: lines that come and go move the text. */
  private readonly before = new Map<string, RunView | null>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(runs: Runs, guard: Guard) {
    this.runs = runs;
    this.guard = guard;
    this.subscription = runs.onDidStartOrEnd(() => this.forget());
  }

  /** Null where there is no run, or none is known yet. */
  of(checked: CheckedScenario): RunView | null {
    const { uri } = checked;
    if (uri.scheme !== 'file') return null;
    // While it runs, the run before stands there: what the disk has is half a run, and is held by whoever writes it.
    if (this.runs.isRunning(uri)) return this.before.get(uri.toString()) ?? null;
    const { known } = this;
    if (!known.has(checked)) {
      known.set(checked, this.before.get(uri.toString()) ?? null);
      void this.guard('Reading the last run', async () => {
        const view = (await this.runs.view(checked))?.run ?? null;
        known.set(checked, view);
        this.before.set(uri.toString(), view);
        if (this.known === known && view !== null) this.changed.fire();
      });
    }
    return known.get(checked) ?? null;
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.changed).dispose();
  }

  private forget(): void {
    this.known = new WeakMap();
    this.changed.fire();
  }
}
