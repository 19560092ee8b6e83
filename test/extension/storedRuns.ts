import * as vscode from 'vscode';
import { workspaceFile } from './support.ts';

/** The folders of all runs of the workspace, in no order. */
export async function runNames(): Promise<readonly string[]> {
  const entries = await vscode.workspace.fs.readDirectory(workspaceFile('.scenarist/runs')).then(
    (all) => all,
    () => [],
  );
  return entries.map(([name]) => name);
}

export async function readRunFile(run: string, name: string): Promise<string> {
  const file = workspaceFile(`.scenarist/runs/${run}/${name}`);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

/** What run.json says, in the form that the test expects. */
export async function readPlan<Plan>(run: string): Promise<Plan> {
  return JSON.parse(await readRunFile(run, 'run.json')) as Plan;
}

/** The events on disk, in the form that the test expects; the line that is being written is left out. */
export async function readEvents<Event>(run: string): Promise<readonly Event[]> {
  const lines = (await readRunFile(run, 'journal.jsonl')).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Event);
}
