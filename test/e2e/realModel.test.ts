import { readFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startMessagesApi } from '../support/messagesApi.ts';
import { answer, eventually, openEditor, panelSays, waitForLens } from './editor.ts';

const key = 'sk-ant-test-0123456789abcdef';

test('with a key set in the editor, the same scenario runs against anthropic/…, streamed', async () => {
  const api = await startMessagesApi({
    answer: () => ({ message: { text: 'I sorted the inbox. Nothing else was needed.' } }),
  });
  try {
    await using editor = await openEditor({
      trusted: true,
      settings: { 'scenarist.endpoints': { anthropic: api.url } },
    });
    const path = 'harmless/harmless.scenario.yaml';
    const before = await readFile(join(editor.folder, path), 'utf8');
    await editor.use('real-model', async (workbench) => {
      const { page } = workbench;
      await workbench.openFile(path);
      await waitForLens(workbench, 'Run (');
      const runOn = async (): Promise<void> => {
        await workbench.runCommand('Scenarist: Run on One Model…');
        await page.locator('.quick-input-list').getByText('Another model…').click();
        const reference = 'anthropic/claude-opus-5-5';
        await answer(workbench, page.getByPlaceholder(reference), reference);
      };
      await runOn();
      await eventually('the missing key is said', async () =>
        (await workbench.notifications()).some((text) => text.includes('anthropic needs an API key')),
      );
      await workbench.screenshot('no-key');
      expect(api.requests).toEqual([]);

      await workbench.runCommand('Scenarist: Set API Key');
      await page.locator('.quick-input-list').getByText('anthropic', { exact: true }).click();
      await answer(workbench, page.locator('.quick-input-widget input[type="password"]'), key);
      await eventually('the key is set', async () =>
        (await page.locator('.statusbar').innerText()).includes('Key for anthropic is set'),
      );
      await runOn();
      await panelSays(workbench, /Finished: 20 trials/);
      await workbench.screenshot('real-model');
    });
    expect(api.requests.length).toBe(20);
    expect(api.requests.every(({ headers }) => headers['x-api-key'] === key)).toBe(true);
    expect(await readFile(join(editor.folder, path), 'utf8')).toBe(before);
    // The key is in no file of the workspace.
    for (const file of globSync('.scenarist/**/*', { cwd: editor.folder, withFileTypes: true })) {
      if (file.isFile()) expect(await readFile(join(file.parentPath, file.name), 'utf8')).not.toContain(key);
    }
  } finally {
    await api.close();
  }
});
