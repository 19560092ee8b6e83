import * as vscode from 'vscode';
import type { PanelState } from '../../protocol/messages.ts';
import type { CheckedScenario, CheckedScenarios } from '../checking/checkedScenarios.ts';
import type { Keys } from '../models/keys.ts';
import type { RunView } from '../../core/view/views.ts';
import type { Runs } from '../running/runs.ts';
import { isStored, othersOf, runsOf, type ShownRun } from './shownRun.ts';

export interface PanelStateDeps {
  readonly scenarios: CheckedScenarios;
  readonly runs: Runs;
  readonly keys: Keys;
}

/** What a panel about this scenario shows, and nothing else. */
export async function panelStateOf(uri: vscode.Uri | null, shown: ShownRun, deps: PanelStateDeps): Promise<PanelState> {
  if (uri === null) return { kind: 'none' };
  const document = await openIfThere(uri);
  if (document === null) return { kind: 'gone', scenario: vscode.workspace.asRelativePath(uri) };
  return stateOf(await deps.scenarios.get(document), shown, deps);
}

async function stateOf(checked: CheckedScenario, shown: ShownRun, { runs, keys }: PanelStateDeps): Promise<PanelState> {
  const title = titleOf(checked);
  const { isTrusted } = vscode.workspace;
  const view = await viewOf(checked, shown, runs);
  const profiles = new Set((checked.scenario?.run.models ?? []).map(({ profile }) => profile));
  const missingKeys = isTrusted ? [...(await keys.missing(profiles))] : [];
  if (view !== null) {
    const { run, isHeld } = view;
    const readOnly = isTrusted ? isHeld && 'held' : 'restricted';
    const others = othersOf(await runsOf(checked.uri, run.scenario.id), run.run);
    return { kind: 'run', view: run, readOnly, missingKeys, others };
  }
  if (!isTrusted) return { kind: 'restricted', scenario: title };
  if (checked.scenario === null) {
    const errors = checked.problems.filter(({ severity }) => severity === 'error').length;
    return { kind: 'invalid', scenario: title, errors };
  }
  const { samples, models } = checked.scenario.run;
  const trials = checked.conditions.length * samples * models.length;
  return { kind: 'neverRun', scenario: title, trials, missingKeys };
}

/** A run that was chosen and is there no more gives its place to the last one. */
async function viewOf(
  checked: CheckedScenario,
  shown: ShownRun,
  runs: Runs,
): Promise<{ readonly run: RunView; readonly isHeld: boolean } | null> {
  const { uri } = checked;
  const run = shown.of(uri);
  try {
    return await runs.view(checked, run);
  } catch (error) {
    if (run === null || (await isStored(uri, run))) throw error;
    shown.choose(uri, null);
    return runs.view(checked);
  }
}

function titleOf({ scenario, uri }: CheckedScenario): string {
  return scenario?.title ?? vscode.workspace.asRelativePath(uri);
}

/** Null for a file that is gone: a scenario may be deleted outside of the editor while the panel is about it. */
async function openIfThere(uri: vscode.Uri): Promise<vscode.TextDocument | null> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    const gone = await vscode.workspace.fs.stat(uri).then(
      () => false,
      () => true,
    );
    if (gone) return null;
    throw error;
  }
}
