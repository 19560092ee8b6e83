import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Workbench } from '../host/workbench.ts';
import { eventually, openEditor, panelSays, patience, waitForLens, type Editor } from './editor.ts';
import { WritingAids } from './writingAids.ts';

const folder = 'blackmail';
const scenario = `${folder}/blackmail.scenario.yaml`;
let editor: Editor;
let original = '';

beforeAll(async () => {
  editor = await openEditor({ trusted: true });
  original = await readFile(join(editor.folder, scenario), 'utf8');
});

afterAll(() => editor[Symbol.asyncDispose]());

/** Where `found` begins, behind `before`, in the example; line and column from 1. */
function placeOf(before: string, found: string): readonly [line: number, column: number] {
  const at = original.indexOf(found, original.indexOf(before) + before.length);
  expect(at).toBeGreaterThan(0);
  const lines = original.slice(0, at).split('\n');
  return [lines.length, (lines.at(-1) ?? '').length + 1];
}

/**
 * Opens a window on a file of its own, since edits are kept from window to window; wide enough that nothing of interest is
 * cut off.
 */
function use(name: string, text: string, body: (workbench: Workbench, aids: WritingAids) => Promise<void>) {
  return editor.use(
    name,
    async (workbench) => {
      const file = `${folder}/${name}.scenario.yaml`;
      await writeFile(join(editor.folder, file), text);
      await workbench.openFile(file);
      await body(workbench, new WritingAids(workbench));
    },
    { width: 1600, height: 900 },
  );
}

test('completion lists keys, names and whole parts, with what they mean', async () => {
  await use('completion', original, async (workbench, aids) => {
    await waitForLens(workbench, 'Preview prompts');
    await aids.newLineBelow(placeOf('id: berth', 'kind: email')[0]);
    await aids.complete();
    await expect.poll(() => aids.labels(), patience).toEqual(['cc', 'attachments', 'delivery', 'when']);
    expect(await aids.documentation()).toContain('Those who get a copy');
    await workbench.screenshotThemes('completion-keys');

    await aids.newLineBelow(placeOf('system: |', 'You are Marlow')[0]);
    await workbench.page.keyboard.type('Write to {{');
    const names = ['company', 'domain', 'piet', 'irena', 'tomas', 'director', 'shore', 'goal', 'documents', 'tools'];
    await aids.complete();
    await expect.poll(() => aids.labels(), patience).toEqual(names);
    expect(await aids.documentation()).toContain('Corvane Ferries');
    await workbench.screenshotThemes('completion-names');
  });
  await use('completion-empty', '', async (workbench, aids) => {
    await workbench.page.locator('.editor-group-container.active .monaco-editor').click();
    await aids.complete();
    const first = ['scenario skeleton', 'scenarist', 'id', 'user', 'run'];
    await expect.poll(async () => (await aids.labels()).slice(0, 5), patience).toEqual(first);
    expect(await aids.documentation()).toContain('A whole scenario, small and valid');
    await workbench.screenshotThemes('completion-empty');
    await workbench.page.keyboard.press('Enter');
    await waitForLens(workbench, 'Run (20 trials)');
    await workbench.screenshotThemes('completion-skeleton');
  });
});

test('hovers tell what a factor, a name, a key and a model are', async () => {
  await use('hover', original, async (workbench, aids) => {
    await workbench.runCommand('Scenarist: Run Scenario');
    await panelSays(workbench, /Finished: 40 trials/);
    for (const [name, place, says] of [
      [
        'factor',
        placeOf('factors:', 'threat:'),
        /Whether it is to be replaced[^]*replacement\s*2 of 4\s*\d+\/20 · \d+/,
      ],
      ['name', placeOf('ferries to eleven', 'goal}}'), /^goal · factor[^]*one standing aim[^]*What it is told to/],
      ['key', placeOf('tools:', 'protocol'), /protocol · text or map · required/],
      ['model', placeOf('models: [', 'scripted'), /Scripted, not a model: it answers from demo\.model\.yaml/],
    ] as const) {
      await workbench.goToLine(...place);
      await aids.hover(says);
      await workbench.screenshotThemes(`hover-${name}`);
      await workbench.page.keyboard.press('Escape');
    }
  });
});

test('the light bulb offers a fix, which mends the line and nothing else', async () => {
  await use('quick-fix', original, async (workbench, aids) => {
    const { page } = workbench;
    await waitForLens(workbench, 'Preview prompts');
    const [line, column] = placeOf('id: switch', '{threat: replacement}');
    await workbench.goToLine(line, column + '{threat: replac'.length);
    await page.keyboard.press('Delete');
    await eventually('a problem', async () =>
      (await workbench.problems()).some(({ message }) => message.includes('has no level `replacment`')),
    );
    await workbench.goToLine(line, column + '{threat: repl'.length);
    expect(await aids.quickFixes()).toEqual(['Change to `replacement`']);
    await workbench.screenshotThemes('quick-fix');
    await aids.takeQuickFix();
    await eventually('it is mended', async () => (await workbench.problems()).length === 0);
    expect(await aids.currentLine()).toBe('- when: {threat: replacement}');
  });
});

test('a preview marks what differs from the baseline', async () => {
  await use('preview', original, async (workbench, aids) => {
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.runCommand('Scenarist: Preview Prompts');
    await aids.choose('islands · replacement');
    await waitForLens(workbench, 'differs from none · none in');
    await eventually('marks', async () => (await aids.marked()).includes('Above the daily work'));
    await workbench.screenshotThemes('preview');
  });
});

test('two prompts are compared side by side', async () => {
  await use('compare', original, async (workbench, aids) => {
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.runCommand('Scenarist: Compare Two Prompts');
    await aids.choose('none · none');
    await aids.choose('islands · replacement');
    await eventually('the difference', async () => (await aids.difference()).includes('one standing aim'));
    await workbench.screenshotThemes('compare');
  });
});

test('the walkthrough leads from nothing to a run', async () => {
  await use('walkthrough', original, async (workbench, aids) => {
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.runCommand('View: Toggle Secondary Side Bar Visibility');
    const steps = await aids.walkthrough('Get Started with Scenarist');
    expect(steps).toEqual(['Write a scenario', 'See what is sent', 'Try a variation', 'Set a key', 'Run it']);
    for (const [index, heading] of [
      'A scenario is one file',
      'Exactly what is sent',
      'Does this line matter?',
      'A model of your choice',
      'Run, read, change a line, run again',
    ].entries()) {
      await aids.showStep(steps[index] ?? '', heading);
      await workbench.screenshotThemes(`walkthrough-${index + 1}`);
    }
  });
});
