/** `npm start`, once its package is made: what the README promises of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { launchBrowser } from '../host/browser.ts';
import { clickUntil, eventually, patience } from './editor.ts';

test('npm start serves the examples to this machine alone, behind a token, until Ctrl-C', async () => {
  await using made = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'scenarist-start-'));
  made.defer(() => rm(folder, { recursive: true, force: true }));
  await cp('examples', folder, { recursive: true, filter: (path) => !path.includes('.scenarist') });
  const start = spawn(process.execPath, ['test/host/start.ts', '--folder', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  made.defer(() => void start.kill('SIGKILL'));
  const ended = once(start, 'exit');
  const lines: string[] = [];
  createInterface(start.stdout).on('line', (line) => lines.push(line));
  await eventually('a line on stdout', () => Promise.resolve(lines.length > 0));
  const [, address = ''] = /^Scenarist is ready at (\S+)$/.exec(lines[0] ?? '') ?? [];
  const url = new URL(address);
  expect(url.hostname).toBe('127.0.0.1');
  const closed = await fetch(new URL('/', url), { redirect: 'manual' });
  expect(closed.status).toBe(403);

  const browser = await launchBrowser();
  made.defer(() => browser.close());
  const page = await browser.newPage();
  page.setDefaultTimeout(patience.timeout);
  await page.goto(address);
  const explorer = page.locator('.explorer-folders-view');
  const file = explorer.getByText('harmless.scenario.yaml', { exact: true });
  await clickUntil(explorer.getByText('harmless', { exact: true }), file);
  await clickUntil(file, page.locator('.tab', { hasText: 'harmless.scenario.yaml' }));
  await page.locator('.codelens-decoration', { hasText: /Run \(\d+ trials\)/ }).waitFor();

  start.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(lines).toHaveLength(1);
  await expect(fetch(new URL('/', url))).rejects.toThrow();
});
