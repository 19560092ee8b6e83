import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlReport } from '../../src/exchange/html/htmlReport.ts';
import { launchBrowser } from '../host/browser.ts';
import { projectRoot } from '../host/install.ts';
import { picturedRun } from '../support/picturedRun.ts';
import { runExample, runText, wholeText } from '../support/reportedRun.ts';
import { answerOf, fakeProvider } from '../support/runs.ts';
import { violations } from './axe.ts';

const shots = join(projectRoot, '.vscode-test/screenshots/report');
const widths = [1200, 360] as const;

/** Of a run that is graded, of one where much is left out and every answer is hostile, and of one with every kind of picture. */
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
    pictures: await wholeText(htmlReport(picturedRun(), { transcripts: 1 })),
  };
}

/** Of the page that has them, each figure by itself. */
async function pictures(page: Page, name: string, look: string): Promise<void> {
  if (name !== 'pictures') return;
  for (const [index, each] of (await page.locator('figure').all()).entries())
    await each.screenshot({ path: join(shots, `figure-${index + 1}-${look}.png`) });
}

describe('a report in a browser', () => {
  let browser: Browser;
  let reports: Readonly<Record<string, string>>;
  beforeAll(async () => {
    [browser, reports] = await Promise.all([launchBrowser(), pages()]);
  });
  afterAll(() => browser.close());

  it.each(['graded', 'hostile', 'pictures'])(
    '%s: runs nothing, and axe finds nothing in light, dark, narrow and wide',
    async (name) => {
      for (const width of widths) {
        // Without scripts of its own the page is all there; axe needs them.
        const context = await browser.newContext({ colorScheme: 'light', viewport: { width, height: 900 } });
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('request', (request) => complaints.push(request.url()));
        await page.setContent(reports[name] ?? '');
        expect(complaints).toEqual([]);
        expect(await page.title()).not.toBe('mine');
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
        await page.screenshot({ path: join(shots, `${name}-light-${width}.png`) });
        await page.evaluate(() =>
          document.querySelectorAll('details').forEach((each, index) => (each.open = index < 60)),
        );
        expect(await violations(page)).toEqual([]);
        await pictures(page, name, `light-${width}`);
        // Its two looks differ in their colours alone.
        await page.emulateMedia({ colorScheme: 'dark' });
        expect(await violations(page, 'colours')).toEqual([]);
        await pictures(page, name, `dark-${width}`);
        await page.screenshot({ path: join(shots, `${name}-dark-${width}.png`) });
        await page.locator('details.trial').last().scrollIntoViewIfNeeded();
        await page.screenshot({ path: join(shots, `${name}-dark-${width}-transcript.png`) });
        await context.close();
      }
    },
  );

  it('is printed on paper: dark on light, with the wide pictures', async () => {
    const context = await browser.newContext({ colorScheme: 'dark', viewport: { width: 680, height: 960 } });
    const page = await context.newPage();
    await page.setContent(reports['pictures'] ?? '');
    await page.emulateMedia({ media: 'print' });
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe('rgb(255, 255, 255)');
    expect(await page.locator('.chart.wide').first().isVisible()).toBe(true);
    expect(await page.locator('.chart.narrow').first().isVisible()).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.screenshot({ path: join(shots, 'pictures-print.png'), fullPage: true });
    await context.close();
  });
});
