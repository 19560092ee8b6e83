import * as vscode from 'vscode';
import type { Prices } from '../../core/provider/price.ts';
import { estimateWords } from '../../core/view/costWords.ts';
import { estimateRun, sumEstimates } from '../../core/view/estimate.ts';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import { UserError } from '../guard.ts';
import { askSharedBudget } from './askBudget.ts';
import type { Runs } from './runs.ts';
import type { RunStart } from './runStart.ts';

const pattern = '**/*.scenario.{yaml,yml}';
const ignored = '**/{node_modules,.scenarist,.git}/**';

export interface RunAllDeps {
  readonly scenarios: CheckedScenarios;
  readonly runs: Runs;
  readonly prices: () => Prices;
  /** Rejects where a profile cannot be used. */
  readonly requireReady: (profiles: ReadonlySet<string>) => Promise<void>;
  readonly showResults: () => Promise<void>;
}

/**
 * Runs every scenario of some folders, or of the workspace, under one budget that is asked for where money is at stake. One that
 * has errors keeps all from being run: what is bought is to be compared.
 */
export async function runAll(chosen: readonly vscode.Uri[], deps: RunAllDeps): Promise<void> {
  const uris = await scenariosIn(chosen);
  if (uris.length === 0) throw new UserError('There is no scenario here: their names end in .scenario.yaml.');
  const starts: RunStart[] = [];
  for (const uri of uris) starts.push(await startOf(uri, deps.scenarios));
  await deps.requireReady(new Set(starts.flatMap(profilesOf)));
  const budget = await askBudget(starts, deps.prices());
  await deps.showResults();
  await deps.runs.startAll(starts, budget);
}

/** Each once, sorted. */
async function scenariosIn(chosen: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const found =
    chosen.length === 0
      ? await vscode.workspace.findFiles(pattern, ignored)
      : (await Promise.all(chosen.map((each) => under(each)))).flat();
  const byKey = new Map(found.map((uri) => [uri.toString(), uri]));
  return [...byKey.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function under(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const { type } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.Directory) === 0) return [uri];
  return vscode.workspace.findFiles(new vscode.RelativePattern(uri, pattern), ignored);
}

async function startOf(uri: vscode.Uri, scenarios: CheckedScenarios): Promise<RunStart> {
  const checked = await scenarios.current(await vscode.workspace.openTextDocument(uri));
  const { scenario } = checked;
  if (scenario !== null)
    return { checked: { ...checked, scenario }, models: scenario.run.models, where: [], fresh: false };
  throw new UserError(`${vscode.workspace.asRelativePath(uri)} has errors, so none is run: mend them first.`, {
    title: 'Open the File',
    command: 'vscode.open',
    arguments: [uri],
  });
}

function profilesOf({ checked: { scenario }, models }: RunStart): readonly string[] {
  const judges = scenario.classifiers.flatMap(({ judge }) => (judge === null ? [] : [judge.model.profile]));
  return [...models.map(({ profile }) => profile), ...judges];
}

/** In US dollars; null: each scenario has its own, or none. Not asked for what is free. */
async function askBudget(starts: readonly RunStart[], prices: Prices): Promise<number | null> {
  const estimate = sumEstimates(
    starts.map(({ checked: { scenario, conditions }, models }) =>
      estimateRun({ scenario, conditions, models, samples: scenario.run.samples, prices }),
    ),
  );
  if (estimate.costUsd?.[1] === 0) return null;
  return askSharedBudget(
    `Run ${starts.length} scenarios, ${estimate.trials.toLocaleString('en')} trials: ${estimateWords(estimate)}`,
  );
}
