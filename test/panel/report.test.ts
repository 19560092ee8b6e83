import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlReport } from '../../src/exchange/html/htmlReport.ts';
import { launchBrowser } from '../host/browser.ts';
import { projectRoot } from '../host/install.ts';
import { runExample, runText, wholeText } from '../support/reportedRun.ts';
import { answerOf, fakeProvider } from '../support/runs.ts';
import { violations } from './axe.ts';

const shots = join(projectRoot, '.vscode-test/screenshots/report');
const views = [
  ['light', 1200],
  ['dark', 1200],
  ['light', 360],
  ['dark', 360],
] as const;

/** Of a run that is graded, and of one where much is left out and every answer is hostile. */
async function pages(): Promise<Readonly<Record<string, string>>> {
  const graded = await runExample('espionage', 6);
  const text = await readFile(join(projectRoot, 'examples/blackmail/blackmail.scenario.yaml'), 'utf8');
  let call = 0;
  const provider = fakeProvider(() => {
    if (++call % 3 === 0) throw new TypeError('connection reset');
    const answer = answerOf(
      '<script>document.title = "mine"</script><img src=x onerror="alert(1)"> \u202E\u200B'.repeat(3),
    );
    return call % 3 === 1 ? { ...answer, stop: 'max_tokens' } : answer;
  });
  const hostile = await runText(text, provider, 2);
  return {
    graded: await wholeText(htmlReport(graded, { transcripts: 100 })),
    hostile: await wholeText(htmlReport(hostile, { transcripts: 100 })),
  };
}

describe('a report in a browser', () => {
  let browser: Browser;
  let reports: Readonly<Record<string, string>>;
  beforeAll(async () => {
    [browser, reports] = await Promise.all([launchBrowser(), pages()]);
  });
  afterAll(() => browser.close());

  it.each(['graded', 'hostile'])(
    '%s: runs nothing, and axe finds nothing in light, dark, narrow and wide',
    async (name) => {
      for (const [colorScheme, width] of views) {
        // Without scripts of its own the page is all there; axe needs them.
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('request', (request) => complaints.push(request.url()));
        await page.setContent(reports[name] ?? '');
        expect(complaints).toEqual([]);
        expect(await page.title()).not.toBe('mine');
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
        await page.screenshot({ path: join(shots, `${name}-${colorScheme}-${width}.png`) });
        await page.evaluate(() =>
          document.querySelectorAll('details').forEach((each, index) => (each.open = index < 60)),
        );
        expect(await violations(page)).toEqual([]);
        await page.locator('details.trial').last().scrollIntoViewIfNeeded();
        await page.screenshot({ path: join(shots, `${name}-${colorScheme}-${width}-transcript.png`) });
        await context.close();
      }
    },
  );
});
