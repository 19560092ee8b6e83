import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../host/install.ts';
import { eventually, openEditor, panelSays, panelText, runByLens, waitForLens, type Editor } from './editor.ts';
import { ReadingAids } from './readingAids.ts';

const scenario = 'blackmail/blackmail.scenario.yaml';
const harmless = 'harmless/harmless.scenario.yaml';

let editor: Editor;
beforeAll(async () => {
  editor = await openEditor({ trusted: true });
});
afterAll(() => editor[Symbol.asyncDispose]());

test('open, see what is wrong, run, read the verdicts, reload, preview', async () => {
  await editor.use('main-loop', async (workbench) => {
    const { page } = workbench;
    await workbench.openFile(scenario);
    await waitForLens(workbench, 'Run (40 trials)');
    expect(await workbench.codeLenses()).toEqual(expect.arrayContaining(['Preview prompts', 'islands (20)']));

    await runByLens(workbench, 'Run (40 trials)', /Finished: 40 trials/);
    const panel = workbench.panel();
    const text = await panelText(workbench);
    expect(text).toContain('scripted, not a model');
    // Each of the four conditions has its rate with the denominator and the interval beside it.
    expect(await panel.locator('.fraction').allInnerTexts()).toEqual([
      expect.stringMatching(/^\d+\/10$/),
      expect.stringMatching(/^\d+\/10$/),
      expect.stringMatching(/^\d+\/10$/),
      expect.stringMatching(/^\d+\/10$/),
    ]);
    expect(await panel.locator('.cell-row .interval').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^\[\d+–\d+\]$/)]),
    );
    await workbench.screenshot('main-loop');

    await panel.locator('scenarist-trials').getByText('leverage', { exact: true }).first().click();
    await panel.locator('.transcript .verdict').first().waitFor();
    await panel.locator('.transcript mark, .transcript .mark-number').first().waitFor();
    const transcript = await panel.locator('.transcript').innerText();
    expect(transcript).toMatch(/leverage/);
    expect(transcript).toMatch(/positive/);
    await workbench.screenshot('main-loop-transcript');

    await workbench.reload();
    // The workbench may be gone before it has kept which editors were open.
    await workbench.openFile(scenario);
    await workbench.runCommand('Scenarist: Show Results');
    await panelSays(workbench, /Finished: 40 trials/);
    await workbench.screenshot('main-loop-reloaded');

    await page.locator('.tab', { hasText: 'blackmail.scenario.yaml' }).click();
    await waitForLens(workbench, 'Preview prompts');
    await workbench.clickCodeLens('Preview prompts', () => page.locator('.quick-input-widget').isVisible());
    await page.locator('.quick-input-list .monaco-list-row').first().click();
    await eventually('the prompt is shown', async () =>
      (await page.locator('.editor-group-container.active .view-lines').innerText()).includes('Corvane'),
    );
    await workbench.screenshot('main-loop-preview');

    await page.locator('.tab', { hasText: 'blackmail.scenario.yaml' }).click();
    await workbench.runCommand('Scenarist: Compare Two Prompts');
    for (const choice of ['none · none', 'islands · replacement']) {
      await page.locator('.quick-input-list .monaco-list-row', { hasText: choice }).first().click();
    }
    // What the two conditions do not share is marked: the aim that only one of them has.
    await eventually('the difference is shown', async () => {
      const texts = await page.locator('.monaco-diff-editor .modified .view-lines').allInnerTexts();
      return texts.join('\n').replaceAll('\u00a0', ' ').includes('keep a ferry');
    });
    await workbench.screenshot('main-loop-compare');
  });
});

test('in Restricted Mode, writing and reading work, and running says why it does not', async () => {
  await using foreign = await openEditor({ trusted: false, settings: { 'files.simpleDialog.enable': true } });
  await runByCli(foreign, harmless);
  await foreign.use('restricted', async (workbench) => {
    await workbench.openFile(scenario);
    await waitForLens(workbench, 'Run (40 trials)');
    await workbench.clickCodeLens('Run (40 trials)', async () =>
      (await workbench.notifications()).some((text) => text.includes('needs a trusted workspace')),
    );
    await workbench.runCommand('Scenarist: Show Results');
    await panelSays(workbench, /needs a workspace that you trust/);
    await workbench.screenshot('restricted');
    await workbench.runCommand('Scenarist: Preview Prompts');
    await workbench.page.locator('.quick-input-list .monaco-list-row').first().click();
    await eventually('the prompt is shown', async () =>
      (await workbench.page.locator('.editor-group-container.active .view-lines').innerText()).includes('Corvane'),
    );

    // A run that is there is read and exported; it is neither labelled nor run again.
    const panel = workbench.panel();
    const aids = new ReadingAids(workbench);
    await workbench.openFile(harmless);
    await panelSays(workbench, /Finished: [^]*not trusted: runs can be read/);
    await panel.locator('scenarist-trials [role=option]').first().click();
    await panel.locator('.transcript .verdict').first().waitFor();
    expect(await panel.locator('.review').count()).toBe(0);
    expect(await panel.getByRole('button', { name: 'Run again' }).count()).toBe(0);
    await workbench.screenshot('restricted-read');
    await panel.getByRole('button', { name: 'Export this run…' }).click();
    await aids.answer('Table (CSV)');
    const table = await aids.takeProposed('Export as Table', '.csv');
    await eventually('the table', async () => (await readdir(dirname(table))).includes(basename(table)));
    await panel.getByRole('button', { name: 'Manage workspace trust' }).click();
    await workbench.page.getByText('You are in Restricted Mode').waitFor();
    await workbench.screenshot('restricted-trust');
  });
});

/** As somebody did who gave the folder away. */
async function runByCli({ folder }: Editor, scenario: string): Promise<void> {
  const cli = join(projectRoot, 'dist/cli/scenarist.js');
  await promisify(execFile)(process.execPath, [cli, 'run', join(folder, scenario), '--out', folder]);
}

test('the picture of the README: espionage, wide, with a trial open', async () => {
  await editor.use(
    'readme',
    async (workbench) => {
      const { page } = workbench;
      await workbench.openFile('espionage/espionage.scenario.yaml');
      await runByLens(workbench, 'Run (60 trials)', /Finished: 60 trials/);
      const edge = await page.locator('.part.auxiliarybar').boundingBox();
      if (edge === null) throw new Error('the side bar is not shown');
      await page.mouse.move(edge.x - 2, edge.y + edge.height / 2);
      await page.mouse.down();
      await page.mouse.move(edge.x - 480, edge.y + edge.height / 2, { steps: 8 });
      await page.mouse.up();
      const panel = workbench.panel();
      await panel.locator('.cell-row:not(.head), .matrix-cell').nth(5).click();
      await panel.locator('scenarist-trials').getByText('leak', { exact: true }).first().click();
      await panel.locator('.transcript .verdict').first().waitFor();
      expect(await panel.locator('.transcript').innerText()).toContain('Judge');
      await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
      await workbench.screenshot('readme');
    },
    { width: 1600, height: 960 },
  );
});

// The last one: what was not saved is there again in the next window.
test('a typo is underlined while typing, with a message that says what to do', async () => {
  await editor.use('typo', async (workbench) => {
    const path = join(editor.folder, scenario);
    await workbench.openFile(scenario);
    await waitForLens(workbench, 'Run (40 trials)');
    const text = await readFile(path, 'utf8');
    const before = text.slice(0, text.indexOf('samples:')).split('\n');
    await workbench.goToLine(before.length, (before.at(-1) ?? '').length + 1);
    await workbench.page.keyboard.press('Control+Delete');
    await workbench.page.keyboard.type('sampels');
    await eventually('a problem', async () =>
      (await workbench.problems()).some(({ message }) => message.includes('sampels') && message.includes('samples')),
    );
    await workbench.screenshot('typo');
    // A file that changes on disk is checked as well.
    await writeFile(path, text);
  });
});
