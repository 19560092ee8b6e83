import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEditor, panelSays, panelText, patience, waitForLens } from './editor.ts';

const scenario = 'blackmail/blackmail.scenario.yaml';
const model = 'blackmail/models/demo.model.yaml';

test('a run is watched as it grows, stopped in the middle, and what arrived is kept over a reload', async () => {
  await using editor = await openEditor({ trusted: true });
  // Minutes long, so that it is under way on any machine until it is stopped.
  const slow = (await readFile(join(editor.folder, model), 'utf8')).replace(/^pace: \d+$/m, 'pace: 1000');
  expect(slow).toContain('pace: 1000');
  await writeFile(join(editor.folder, model), slow);
  await editor.use('live', async (workbench) => {
    await workbench.openFile(scenario);
    await waitForLens(workbench, 'Run (40 trials)');
    await workbench.clickCodeLens('Run (40 trials)', () => workbench.panel().locator('.run-header').isVisible());
    const panel = workbench.panel();
    // A trial that is under way can be opened, and its text grows.
    await panel.locator('scenarist-trials').getByText('running', { exact: false }).first().click();
    const growing = panel.locator('.transcript .streamed');
    await expect.poll(async () => (await growing.first().innerText()).length, patience).toBeGreaterThan(50);
    const before = await growing.allInnerTexts();
    await expect.poll(() => growing.allInnerTexts(), patience).not.toEqual(before);
    // From its first word, though it was opened in the middle.
    expect(await growing.first().innerText()).toMatch(/SCRATCHPAD_REASONING|^\W*(Reasoning|Text)[^\n]*\n+[A-Z]/);
    await waitForLens(workbench, 'Stop');
    await workbench.screenshot('live-streaming');

    await panel.getByRole('button', { name: 'Stop' }).click();
    await panelSays(workbench, /Stopped/);
    await workbench.screenshot('live-stopped');
    const stopped = /Stopped[^\n]*/.exec(await panelText(workbench))?.[0];

    await workbench.reload();
    // The workbench may be gone before it has kept which editors were open.
    await workbench.openFile(scenario);
    await workbench.runCommand('Scenarist: Show Results');
    await panelSays(workbench, /Stopped/);
    expect(/Stopped[^\n]*/.exec(await panelText(workbench))?.[0]).toBe(stopped);
  });
});
