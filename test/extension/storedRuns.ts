import * as vscode from 'vscode';
import { exists, workspaceFile } from './support.ts';

/** The names of all runs of the workspace, the oldest first. A folder becomes a run when its run.json is there. */
export async function runNames(): Promise<readonly string[]> {
  const entries = await vscode.workspace.fs.readDirectory(workspaceFile('.scenarist/runs')).then(
    (all) => all.sort(),
    () => [],
  );
  const found: string[] = [];
  for (const [name] of entries) if (await exists(workspaceFile(`.scenarist/runs/${name}/run.json`))) found.push(name);
  return found;
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
