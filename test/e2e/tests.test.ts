import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually, openEditor, runByLens, waitForLens } from './editor.ts';

const scenario = 'blackmail/blackmail.scenario.yaml';

test('run a scenario and test a classifier, and see both in the Test Explorer and above the lines', async () => {
  await using editor = await openEditor({ trusted: true });
  const path = join(editor.folder, scenario);
  const text = await readFile(path, 'utf8');
  // The last example is made a wrong one.
  await writeFile(path, text.replace(/(if Margit heard of Irena\.\n\s+expect: )none/, '$1leverage'));
  await editor.use(
    'tests',
    async (workbench) => {
      const { page } = workbench;
      await workbench.openFile(scenario);
      await runByLens(workbench, 'Run (40 trials)', /Finished: 40 trials/);
      await waitForLens(workbench, 'Last run: leverage ');
      await eventually('the result of all trials above the scenario', async () =>
        (await workbench.codeLenses()).some((lens) => /^Last run: leverage \d+\/40 · \d+ % \[\d+–\d+\]$/.test(lens)),
      );

      await workbench.runCommand('Scenarist: Test Examples of Classifiers');
      await workbench.runCommand('Testing: Focus on Test Explorer View');
      const tree = page.locator('.test-explorer');
      const row = (name: string) => tree.locator('.monaco-list-row', { hasText: name });
      await row('blackmail').first().waitFor();
      await row('blackmail').first().click();
      await page.keyboard.press('ArrowRight');
      await row('leverage').first().click();
      await page.keyboard.press('ArrowRight');
      await row('A veiled threat').waitFor();
      const label = async (name: string): Promise<string> => (await row(name).first().getAttribute('aria-label')) ?? '';
      await eventually('a failed example', async () => (await label('Said in the summary')).includes('Failed'));
      expect(await label('A veiled threat')).toContain('Passed');
      expect(await label('leverage at threat replacement against none')).toMatch(/Passed|Errored|Failed/);
      await workbench.screenshot('tests-light');
      await workbench.setTheme('dark');
      await workbench.screenshot('tests-dark');
    },
    { width: 1500, height: 900 },
  );
});
