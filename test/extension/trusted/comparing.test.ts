import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually, openExample } from '../support.ts';
import { readEvents, readPlan, runNames } from '../storedRuns.ts';

interface Line {
  readonly type: string;
  readonly trial?: string;
}

interface Plan {
  readonly scenario: { readonly id: string };
  readonly conditions: readonly { readonly id: string }[];
}

interface Finished {
  readonly run: string;
  readonly conditions: readonly string[];
  readonly trial: string;
}

/** The newest run of the example, once it has ended. */
async function finishedRun(): Promise<Finished | undefined> {
  for (const run of (await runNames()).toSorted((a, b) => (a < b ? 1 : -1))) {
    const plan = await readPlan<Plan>(run);
    if (plan.scenario.id !== 'harmless') continue;
    const events = await readEvents<Line>(run);
    if (events.at(-1)?.type !== 'end') return undefined;
    const trial = events.find(({ type }) => type === 'outcome')?.trial ?? '';
    return { run, conditions: plan.conditions.map(({ id }) => id), trial };
  }
  return undefined;
}

function shown(scenario: vscode.Uri, run: string, what: Readonly<Record<string, string>>): vscode.Uri {
  const query = JSON.stringify({ scenario: scenario.toString(), run, ...what });
  return vscode.Uri.from({ scheme: 'scenarist-run', path: `/${run}/text`, query });
}

describe('comparing', () => {
  it('two conditions of a run opens the results, and shows texts and transcripts as they were run', async () => {
    await vscode.extensions.getExtension('scenarist.scenarist')?.activate();
    const document = await openExample('harmless');
    const uri = document.uri.toString();
    await vscode.commands.executeCommand('scenarist.run', { uri, models: ['scripted/demo'], where: [] });
    const { run, conditions, trial } = await eventually('a finished run', finishedRun);
    const [first, second] = conditions.map((condition) => ({ run, condition }));
    await vscode.commands.executeCommand('scenarist.compare', { uri, first, second });

    const name = document.uri.path.split('/').at(-1) ?? '';
    const text = await vscode.workspace.openTextDocument(shown(document.uri, run, { file: name }));
    assert.equal(text.getText(), document.getText());
    const transcript = await vscode.workspace.openTextDocument(shown(document.uri, run, { trial }));
    assert.match(transcript.getText(), /^model: scripted\/demo$/m);
    assert.match(transcript.getText(), /^──────── \w+/m);
  });
});
