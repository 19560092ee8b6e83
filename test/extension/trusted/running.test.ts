import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually, openExample } from '../support.ts';
import { readEvents, readPlan, runNames } from '../storedRuns.ts';

interface Event {
  readonly type: string;
  readonly reason?: string;
  readonly reusedFrom?: string;
}

interface Plan {
  readonly planned: number;
  readonly conditions: readonly { readonly levels: Readonly<Record<string, string>> }[];
  readonly models: readonly { readonly model: string }[];
}

/** Clicks the first lens with such a title, and waits until the run that it starts has ended. */
async function runFromLens(
  isTitle: (title: string) => boolean,
): Promise<{ readonly shown: string; readonly plan: Plan; readonly events: readonly Event[] }> {
  const document = await openExample('harmless');
  const before = new Set(await runNames());
  const { command } = await eventually('the lens', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const titles = lenses.map((lens) => lens.command?.title ?? '');
    // While a run is under way the scenario's own lens is «Stop», and another run would be refused.
    if (!titles.some((title) => title.startsWith('$(play) Run ('))) return undefined;
    return lenses.find((lens) => isTitle(lens.command?.title ?? ''));
  });
  assert.ok(command);
  await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  return eventually('a finished run', async () => {
    const run = (await runNames()).find((name) => !before.has(name));
    if (run === undefined) return undefined;
    const events = await readEvents<Event>(run);
    if (events.at(-1)?.type !== 'end') return undefined;
    return { shown: command.title, plan: await readPlan<Plan>(run), events };
  });
}

describe('running', () => {
  it('registers every command of the manifest', async () => {
    const extension = vscode.extensions.getExtension('scenarist.scenarist');
    const manifest = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    await extension?.activate();
    const known = await vscode.commands.getCommands(true);
    const missing = manifest.contributes.commands
      .map(({ command }) => command)
      .filter((command) => !known.includes(command));
    assert.deepEqual(missing, []);
  });

  it('runs the whole scenario from its lens, journals it to its end, and grades every trial', async () => {
    const { events } = await runFromLens((title) => title.startsWith('$(play) Run ('));
    const count = (type: string): number => events.filter((event) => event.type === type).length;
    assert.equal(events.at(-1)?.reason, 'finished');
    assert.ok(count('outcome') > 0);
    assert.equal(count('verdict') % count('outcome'), 0);
    const bought = events.filter(({ type, reusedFrom }) => type === 'outcome' && reusedFrom === undefined);
    assert.equal(count('intent') >= bought.length, true);
  });

  it('runs one level from its lens, and no other', async () => {
    const title = /^\$\(play\) ([\w-]+) \((?:\d+ of )?(\d+)\)$/;
    const { shown, plan } = await runFromLens((each) => title.test(each));
    const [, level = '', trials = ''] = title.exec(shown) ?? [];
    assert.equal(plan.planned, Number(trials));
    assert.ok(plan.conditions.length > 0);
    for (const { levels } of plan.conditions) assert.ok(Object.values(levels).includes(level), JSON.stringify(levels));
  });

  it('runs one model from its lens, and no other', async () => {
    const title = /^\$\(play\) Run (\w+\/[\w.-]+) \((?:\d+ of )?(\d+) (?:trials?|to run)\)$/;
    const { shown, plan } = await runFromLens((each) => title.test(each));
    const [, model = '', trials = ''] = title.exec(shown) ?? [];
    assert.equal(plan.planned, Number(trials));
    assert.deepEqual(
      plan.models.map((each) => each.model),
      [model],
    );
  });
});
