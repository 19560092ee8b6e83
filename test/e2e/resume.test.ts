import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually, openEditor, panelSays, panelText, waitForLens } from './editor.ts';

const scenario = 'blackmail/blackmail.scenario.yaml';
const model = 'blackmail/models/demo.model.yaml';

interface Event {
  readonly type: string;
  readonly trial?: string;
  readonly result?: { readonly status: string };
}

test('a run goes on after the window was reloaded in the middle of it, and buys nothing twice', async () => {
  // One trial after the other until it is left, so that it is under way on any machine; more at once from then on.
  await using editor = await openEditor({ trusted: true, settings: { 'scenarist.concurrency': 1 } });
  const slow = (await readFile(join(editor.folder, model), 'utf8')).replace(/^pace: \d+$/m, 'pace: 60');
  expect(slow).toContain('pace: 60');
  await writeFile(join(editor.folder, model), slow);
  await editor.use('resume', async (workbench) => {
    const { page } = workbench;
    const panel = workbench.panel();
    const status = page.locator('.statusbar-item', { hasText: /\d+\/40/ });
    await workbench.openFile(scenario);
    await waitForLens(workbench, 'Run (40 trials)');
    await workbench.clickCodeLens('Run (40 trials)', () => panel.locator('.run-header').isVisible());
    await panelSays(workbench, /Running: [1-9]\d* of 40 done/);
    // A click in the status bar offers to stop, and more.
    await status.click();
    const menu = page.locator('.quick-input-list .monaco-list-row');
    await menu.first().waitFor();
    expect((await menu.allInnerTexts()).map((each) => each.trim())).toEqual(['Stop', 'Open Results', 'Show Log']);
    await workbench.screenshot('resume-status-menu');
    await page.keyboard.press('Escape');

    await mkdir(join(editor.folder, '.vscode'));
    await writeFile(join(editor.folder, '.vscode/settings.json'), '{"scenarist.concurrency": 10}');
    await workbench.reload();
    // The workbench may be gone before it has kept which editors were open.
    await workbench.openFile(scenario);
    await workbench.runCommand('Scenarist: Show Results');
    await panelSays(workbench, /This run was left before its end/);
    expect(await panelText(workbench)).toMatch(/Stopped after \d+ of 40/);
    // VS Code asks for lenses of an editor that has the focus.
    await page.locator('.tab', { hasText: 'blackmail.scenario.yaml' }).click();
    await waitForLens(workbench, 'Resume (');
    await workbench.screenshot('resume-left-dark');
    await workbench.setTheme('light');
    await workbench.screenshot('resume-left-light');

    await panel.getByRole('button', { name: /^Resume/ }).click();
    await panelSays(workbench, /Resumed: \d+ of 40 trials left/);
    await status.waitFor();
    await workbench.screenshot('resume-running-light');
    await panelSays(workbench, /Finished: 40 trials, resumed once/);
    await eventually('the status bar tells the result', async () =>
      (await page.locator('.statusbar').innerText()).includes('40/40'),
    );
    await workbench.screenshot('resume-finished-light');
    await workbench.setTheme('dark');
    await workbench.screenshot('resume-finished-dark');
    await workbench.runCommand('Scenarist: Show Log');
    await eventually('the log tells of the trials and the end', async () =>
      /outcome=completed[^]* reason=finished/.test(
        (await page.locator('.part.panel .view-lines').innerText()).replaceAll('\u00a0', ' '),
      ),
    );
    await workbench.screenshot('resume-log');
  });

  const runs = join(editor.folder, '.scenarist', 'runs');
  const [run = '', ...others] = await readdir(runs);
  expect(others).toEqual([]);
  const lines = (await readFile(join(runs, run, 'journal.jsonl'), 'utf8')).trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line) as Event);
  expect(events.some(({ type }) => type === 'resume')).toBe(true);
  const completed = new Set<string>();
  for (const { type, trial = '', result } of events) {
    // What is completed is neither sent nor kept again.
    if (type === 'intent') expect(completed).not.toContain(trial);
    if (type !== 'outcome' || result?.status !== 'completed') continue;
    expect(completed).not.toContain(trial);
    completed.add(trial);
  }
  expect(completed.size).toBe(40);
});
