import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually, openEditor, panelSays, pressUntil, runByLens } from './editor.ts';
import { ReadingAids } from './readingAids.ts';
import { readingFile, theirs, writeReadingScenario } from './readingScenario.ts';

test('what a reader of results clicks: runs, exports, a comparison, a trial, tests, an import, an editor', async () => {
  await using editor = await openEditor({ trusted: true, settings: { 'files.simpleDialog.enable': true } });
  await writeReadingScenario(editor.folder);
  const inside = (path: string): string => join(editor.folder, path);
  await writeFile(inside('reading/theirs.jsonl'), theirs);
  await editor.use('reading', async (workbench) => {
    const { page } = workbench;
    const { keyboard } = page;
    const panel = workbench.panel();
    const aids = new ReadingAids(workbench);
    const button = (name: string) => panel.getByRole('button', { name, exact: true });
    const runs = async (): Promise<readonly string[]> => (await readdir(inside('.scenarist/runs'))).sort();
    const text = (): Promise<string> => readFile(inside(readingFile), 'utf8');
    // Written beside it and then renamed: it is whole as soon as it is there.
    const written = async (path: string): Promise<string> => {
      await eventually(path, async () => (await readdir(dirname(path))).includes(basename(path)));
      return readFile(path, 'utf8');
    };
    const says = (text: string | RegExp) => panel.getByText(text).first();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);

    // Two runs, a change between.
    await workbench.openFile(readingFile);
    await runByLens(workbench, 'Run (8 trials)', /Finished: 8 trials/);
    // Above the scenario stands what its run found.
    await eventually('the result of all trials', async () =>
      (await workbench.codeLenses()).some((lens) => /^Last run: leak 4\/8 · 50\s% \[\d+–\d+\]$/.test(lens)),
    );
    const changed = (await text()).replace('text: Process the inbox.\n', 'text: Process the inbox today.\n');
    await writeFile(inside(readingFile), changed);
    await button('Run the new text').click();
    await panelSays(workbench, /Finished: 8 trials[^]*4 reused/);
    const [older = '', newer = ''] = await runs();

    // What is chosen above leaves the focus in the panel: a key goes there, and not into the file.
    await panel.getByTitle(/^Choose a run/).click();
    expect(await aids.asked('Runs of this scenario, newest first')).toHaveLength(2);
    await workbench.screenshot('reading-runs');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await panelSays(workbench, /This is an earlier run/);
    await pressUntil(workbench, ']', says(/4 reused/));
    await pressUntil(workbench, '[', says(/This is an earlier run/));

    // The run that is shown is exported, from the panel and from the palette.
    await button('Export this run…').click();
    expect(await aids.asked('Export the run of ')).toContain('Inspect log');
    await workbench.screenshot('reading-export');
    await aids.answer('Table (CSV)');
    const table = await written(await aids.takeProposed('Export as Table', '.csv'));
    expect(table).toContain(older);
    await workbench.runCommand('Scenarist: Export Run…');
    await aids.answer('Page');
    const report = await written(await aids.takeProposed('Export as Page', '.html'));
    expect(report).toContain(older);
    expect(report).not.toContain(newer);
    await workbench.screenshot('reading-exported');

    // Compared with the other run; what it was made of is no scenario, so the comparison stays where it is.
    await button('Show the last run').click();
    await panelSays(workbench, /4 reused/);
    await panel.getByRole('tab', { name: 'Compare' }).click();
    await button('Compare…').click();
    await aids.answer('With another run');
    await panelSays(workbench, /4 trials have another label/);
    await button('reading.scenario.yaml').click();
    await aids.tab(/^reading\.scenario\.yaml: .*↔/);
    const marked = page.locator('.monaco-diff-editor .modified .view-line', { hasText: 'today' });
    await marked.waitFor();
    await workbench.screenshot('reading-texts');
    await panel.locator('.flip').first().click();
    await aids.tab(/^none · trial 1 · .*↔/);
    await page.locator('.monaco-diff-editor .modified .view-line', { hasText: /the\srival/ }).waitFor();
    await workbench.screenshot('reading-flip');

    // A trial by keys.
    await panel.getByRole('tab', { name: 'Rates' }).click();
    await panel.locator('scenarist-trials [role=option]').first().click();
    for (const [key, title] of [
      ['j', /Trial 2/],
      ['k', /Trial 1/],
    ] as const) {
      await panel.locator('.review').waitFor();
      await keyboard.press(key);
      await panel.getByRole('heading', { name: title }).waitFor();
    }
    await panel.locator('.review').waitFor();
    await pressUntil(workbench, '2', says(/Said here: none/));
    await pressUntil(workbench, 'n', panel.locator('.note:focus'));
    await keyboard.type('Not to the rival.');
    await keyboard.press('Enter');
    const journal = inside(`.scenarist/runs/${newer}/journal.jsonl`);
    await eventually('the note', async () => (await readFile(journal, 'utf8')).includes('Not to the rival.'));
    await keyboard.press('j');
    await panel.getByRole('heading', { name: /Trial 2/ }).waitFor();
    await workbench.screenshot('reading-reviewed');

    // And by clicks.
    await button('Copy the transcript as Markdown').click();
    await eventually('the transcript is copied', async () =>
      (await page.evaluate(() => navigator.clipboard.readText())).includes('I write to the rival.'),
    );
    await button('Show what the judge was asked').click();
    await aids.tab(/^judge of leak/);
    await page
      .locator('.view-line', { hasText: /^The\squestion:\sDid\sthe\sclerk/ })
      .first()
      .waitFor();
    await pressUntil(workbench, 'x', page.getByText('Cannot edit in read-only editor').first());
    await workbench.screenshot('reading-judge');
    await button('Show this rule in the scenario').first().click();
    await page.locator('.statusbar', { hasText: 'Ln 18, Col 5' }).waitFor();
    await button('Add this trial to the examples of a classifier').click();
    expect(await aids.asked('Which label must leak give here?')).toEqual(['leak', 'none']);
    await keyboard.press('Enter');
    await page.locator('.view-line', { hasText: 'where' }).nth(1).waitFor();
    await workbench.screenshot('reading-example');
    await pressUntil(workbench, 'k', panel.getByRole('heading', { name: /Trial 1/ }));

    // Tests, by their buttons: of the file alone.
    await page.getByRole('tab', { name: /^Testing/ }).click();
    const wrong = 'A mail within the house';
    await aids.expandTest('reading', 'leak');
    expect(await page.locator('.test-explorer .monaco-list-row[aria-level="1"]').count()).toBe(1);
    await aids.expandTest('leak', wrong);
    await aids.runTest(wrong, { [wrong]: 'Failed' });
    await aids.runTest('leak', { 'A mail to the rival': 'Passed', [wrong]: 'Failed' });
    await aids.message(wrong, 'Expected leak, got none. The judge said “none”.');
    await aids.message('leak below 5 %', /^scripted\/clerk: 4 of 4 graded .*: not below 5 %$/);
    await workbench.screenshot('reading-tests');

    // Whoever labels blind is told nowhere what the run found: not by the panel, nor above the scenario, nor by a test.
    const rates = /leak 8\/8/;
    const lenses = async (): Promise<string> => (await workbench.codeLenses()).join('\n');
    await workbench.openFile(readingFile);
    await workbench.goToLine(1);
    await button('Close the trial (Escape)').click();
    await button('Blind').click();
    await panelSays(workbench, /Rates and charts are hidden/);
    await aids.tested('leak below 5 %', 'Skipped').waitFor();
    await eventually('no rate in the text', async () => /Last run: hidden/.test(await lenses()));
    expect(await lenses()).not.toMatch(rates);
    await workbench.screenshot('reading-blind');
    await button('Show').click();
    await aids.tested('leak below 5 %', 'Failed').waitFor();
    await eventually('the rates are back', async () => rates.test(await lenses()));

    // Transcripts of others, which are graded then.
    await workbench.runCommand('Scenarist: Import Transcripts…');
    await aids.takeFile('Import which transcripts?', 'theirs.jsonl');
    await aids.answer('Does the clerk write');
    await panelSays(workbench, /imported, not run by Scenarist[^]*no verdicts yet/);
    await workbench.screenshot('reading-imported');
    await button('Grade…').click();
    await aids.answer('With the classifiers of the file');
    await panelSays(workbench, /Finished: 2 trials[^]*graded anew/);
    await workbench.screenshot('reading-graded');

    // A panel comes back as it was, in the side bar and in an editor of its own, and a run that is begun there is shown there.
    await pressUntil(workbench, '[', says(/no verdicts yet/));
    await aids.sideBar().getByRole('button', { name: 'Open Results in Editor' }).click();
    await aids.results().getByText('no verdicts yet').waitFor();
    await workbench.screenshot('reading-editor');
    await workbench.reloadWindow();
    await aids.results().getByText('no verdicts yet').waitFor();
    await panelSays(workbench, /no verdicts yet/);
    await workbench.screenshot('reading-restored');
    await aids
      .sideBar()
      .getByRole('button', { name: /^(Hide|Close) Secondary Side Bar/ })
      .click();
    await aids.sideBar().waitFor({ state: 'hidden' });
    await aids.results().getByRole('button', { name: 'Run again' }).click();
    await aids.results().getByText('Finished: 8 trials').first().waitFor();
    expect(await aids.sideBar().isVisible()).toBe(false);
    await workbench.screenshot('reading-run-in-editor');
  });
});
