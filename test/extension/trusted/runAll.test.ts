import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually, workspaceFile } from '../support.ts';
import { readEvents, readPlan, runNames } from '../storedRuns.ts';

const folder = workspaceFile('together');

async function write(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
}

function scenario(id: string): string {
  return [
    'scenarist: 1',
    `id: ${id}`,
    `title: ${id}`,
    'user: Process the inbox.',
    'run: {samples: 3, max_tokens: 64, models: [scripted/demo]}',
    '',
  ].join('\n');
}

/** The runs whose scenario has one of these ids, and that have ended. */
async function endedRuns(ids: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await runNames()) {
    const { scenario } = await readPlan<{ readonly scenario: { readonly id: string } }>(name);
    const end = (await readEvents<{ readonly reason?: string }>(name)).at(-1);
    if (ids.includes(scenario.id) && end?.reason === 'finished') found.push(scenario.id);
  }
  return found;
}

describe('«Run All Scenarios»', () => {
  it('runs those of a folder, each with a run of its own', async () => {
    await write('models/demo.model.yaml', 'scripted-model: 1\nrules: [{answers: [{text: All done.}]}]\n');
    await write('first.scenario.yaml', scenario('several-first'));
    await write('second.scenario.yaml', scenario('several-second'));
    await vscode.commands.executeCommand('scenarist.runAll', folder, [folder]);
    const ids = await eventually('both runs have ended', async () => {
      const ended = await endedRuns(['several-first', 'several-second']);
      return ended.length < 2 ? undefined : ended;
    });
    assert.deepEqual([...ids].sort(), ['several-first', 'several-second']);
  });

  it('runs none where one has errors', async () => {
    await write('third.scenario.yaml', scenario('several-third').replace('samples', 'sampels'));
    await vscode.commands.executeCommand('scenarist.runAll', folder, [folder]);
    assert.equal((await endedRuns(['several-first', 'several-second', 'several-third'])).length, 2);
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });
});
