import * as vscode from 'vscode';
import { runTotals } from '../../core/view/runTotals.ts';
import { runSums } from '../../core/view/runView.ts';
import { endedWords, runningWords } from '../../core/view/statusWords.ts';
import type { RunSums } from '../../core/view/views.ts';
import { executeScenarist } from '../commands.ts';
import type { OngoingRun } from './ongoingRuns.ts';
import type { Runs } from './runs.ts';

/** A run of 50 trials a second must not make 50 repaints a second. */
const repaintMs = 250;
/** How long the result stays. */
const resultMs = 15_000;

/** What is running, in the status bar: one item, whose click offers to stop. Nothing when nothing runs. */
export class RunStatus implements vscode.Disposable {
  private readonly runs: Runs;
  private readonly item: vscode.StatusBarItem;
  private readonly subscriptions: vscode.Disposable;
  /** Those that were under way since nothing was: one that ends still counts. */
  private shown: readonly OngoingRun[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(runs: Runs) {
    this.runs = runs;
    this.item = vscode.window.createStatusBarItem('scenarist.run', vscode.StatusBarAlignment.Left);
    this.item.name = 'Scenarist: Run';
    this.item.command = 'scenarist.showRunMenu';
    this.subscriptions = vscode.Disposable.from(
      this.item,
      runs.onDidStartOrEnd(() => this.update()),
      runs.onDidChange(() => this.schedule(repaintMs, () => this.update())),
    );
  }

  dispose(): void {
    this.schedule(null);
    this.subscriptions.dispose();
  }

  private update(): void {
    this.schedule(null);
    const { ongoing } = this.runs;
    if (ongoing.length > 0) this.showRunning(ongoing);
    else if (this.shown.length > 0) this.showResult();
  }

  private showRunning(ongoing: readonly OngoingRun[]): void {
    const before = this.shown.filter((each) => !ongoing.includes(each));
    this.shown = [...before, ...ongoing];
    const waiting = ongoing.reduce((sum, { session }) => sum + session.state.questions.count, 0);
    const words = runningWords(sumsOf(this.shown), waiting);
    this.item.text = `$(${waiting === 0 ? 'play' : 'question'}) ${words}`;
    this.item.backgroundColor = waiting === 0 ? undefined : new vscode.ThemeColor('statusBarItem.warningBackground');
    this.tell(`${ongoing.length === 1 ? 'A run is' : `${ongoing.length} runs are`} under way: ${words}`);
  }

  private showResult(): void {
    const states = this.shown.map(({ session }) => session.state);
    const sums = sumsOf(this.shown);
    const ends = states.flatMap(({ end }) => (end === null ? [] : [end]));
    const isWhole = sums.progress.failed === 0 && ends.every((end) => end === 'finished');
    const words = endedWords(sums, ends);
    this.item.backgroundColor = undefined;
    this.item.text = `$(${isWhole ? 'check' : 'warning'}) ${words}`;
    this.tell(`${this.shown.length === 1 ? 'The run has' : `${this.shown.length} runs have`} ended: ${words}`);
    this.shown = [];
    this.schedule(resultMs, () => this.item.hide());
  }

  private tell(sentence: string): void {
    this.item.tooltip = sentence;
    this.item.accessibilityInformation = { label: `Scenarist: ${sentence}`, role: 'button' };
    this.item.show();
  }

  /** At most one is due; null: none any more. */
  private schedule(afterMs: null): void;
  private schedule(afterMs: number, work: () => void): void;
  private schedule(afterMs: number | null, work: () => void = () => undefined): void {
    if (afterMs !== null && this.timer !== null) return;
    if (this.timer !== null) clearTimeout(this.timer);
    const done = (): void => {
      this.timer = null;
      work();
    };
    this.timer = afterMs === null ? null : setTimeout(done, afterMs);
  }
}

/** Runs that share a budget may cost that much together. */
function sumsOf(runs: readonly OngoingRun[]): RunSums {
  const sums = runTotals(runs.map(({ session }) => runSums(session.state)));
  const [shared = null, ...others] = new Set(runs.map((run) => run.shared));
  return shared === null || others.length > 0 ? sums : { ...sums, cost: { ...sums.cost, budget: shared.usd } };
}

/** What a click offers. */
export async function showRunMenu(runs: Runs): Promise<void> {
  const { length } = runs.ongoing;
  const stop = { label: `$(debug-stop) ${length > 1 ? `Stop All ${length} Runs` : 'Stop'}`, run: () => runs.stopAll() };
  const items: readonly (vscode.QuickPickItem & { readonly run: () => void })[] = [
    ...(length === 0 ? [] : [stop]),
    { label: '$(beaker) Open Results', run: () => void executeScenarist('scenarist.showResults') },
    { label: '$(output) Show Log', run: () => void executeScenarist('scenarist.showLog') },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: 'Scenarist' });
  chosen?.run();
}
