import * as vscode from 'vscode';
import { isObject } from '../../core/text/json.ts';
import type { OtherRuns } from '../../protocol/messages.ts';
import { UserError } from '../guard.ts';
import { placeOf } from '../running/runPlace.ts';
import { runTime } from '../results/runTime.ts';

const key = 'scenarist.shownRun';

/** Which run of a scenario a panel shows: the last one, unless its reader chose another. `kept`: where it outlives a reload. */
export class ShownRun {
  private readonly kept: vscode.Memento | null;
  private scenario = '';
  private run: string | null = null;

  constructor(kept: vscode.Memento | null = null) {
    this.kept = kept;
    const before = kept?.get<unknown>(key);
    if (!isObject(before)) return;
    const { scenario, run } = before;
    if (typeof scenario !== 'string' || typeof run !== 'string') return;
    this.scenario = scenario;
    this.run = run;
  }

  /** Null: the last one. */
  of(uri: vscode.Uri): string | null {
    return uri.toString() === this.scenario ? this.run : null;
  }

  choose(uri: vscode.Uri, run: string | null): void {
    this.scenario = uri.toString();
    this.run = run;
    void this.kept?.update(key, run === null ? undefined : { scenario: this.scenario, run });
  }
}

/** Whether the run is still there. */
export async function isStored(uri: vscode.Uri, run: string): Promise<boolean> {
  const { openRunStore } = await import('../../node/runStore.ts');
  return (await openRunStore(placeOf(uri).root).list()).includes(run);
}

/** The names of a scenario's runs, newest first. */
export async function runsOf(uri: vscode.Uri, scenarioId: string): Promise<readonly string[]> {
  if (uri.scheme !== 'file') return [];
  const { openRunStore } = await import('../../node/runStore.ts');
  return openRunStore(placeOf(uri).root).list(scenarioId);
}

export function othersOf(runs: readonly string[], shown: string): OtherRuns {
  const at = runs.indexOf(shown);
  return at < 0 ? { earlier: 0, later: 0 } : { earlier: runs.length - 1 - at, later: at };
}

/** The run before or after; null where it is the last, which is followed as others come. */
export function neighbourOf(runs: readonly string[], shown: string, to: 'earlier' | 'later' | 'last'): string | null {
  const at = runs.indexOf(shown);
  const next = to === 'last' ? 0 : at + (to === 'earlier' ? 1 : -1);
  return next <= 0 || at < 0 ? null : (runs[Math.min(next, runs.length - 1)] ?? null);
}

/** A run as it is chosen: the newest is followed as others come. */
export function lastAsNull(runs: readonly string[], run: string): string | null {
  return run === runs[0] ? null : run;
}

interface RunItem extends vscode.QuickPickItem {
  readonly run: string;
}

/** Lets the user choose; undefined where nothing was chosen. */
export async function pickRun(
  uri: vscode.Uri,
  runs: readonly string[],
  { shown, asks = 'Which run is shown?' }: { readonly shown: string; readonly asks?: string },
): Promise<string | undefined> {
  if (runs.length === 0) throw new UserError('This scenario has not been run yet.');
  const [{ openRunStore }, { storedPath }] = await Promise.all([
    import('../../node/runStore.ts'),
    import('../../node/runSession.ts'),
  ]);
  const { root } = placeOf(uri);
  const store = openRunStore(root);
  const path = storedPath(root, uri.fsPath);
  const items = runs.map(async (run): Promise<RunItem> => {
    const manifest = await store.manifest(run).catch(() => null);
    if (manifest === null) return { run, label: run, detail: 'made by another version of Scenarist' };
    const { planned, models, scenario, grading } = manifest;
    const notes = [
      ...(grading === undefined ? [] : ['graded anew']),
      // Of a file that was moved since.
      ...(scenario.path === path ? [] : [scenario.path]),
    ];
    return {
      run,
      label: `${run === shown ? '$(check) ' : ''}${runTime(manifest)}`,
      description: `${planned} trials · ${models.map(({ model }) => model).join(', ')}`,
      ...(notes.length > 0 && { detail: notes.join(' · ') }),
    };
  });
  const chosen = await vscode.window.showQuickPick(Promise.all(items), {
    title: 'Runs of this scenario, newest first',
    placeHolder: asks,
    matchOnDescription: true,
  });
  return chosen?.run;
}
