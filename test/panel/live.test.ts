import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Harness, type OpenPanel } from './harness.ts';
import { fakeRun } from './runs.ts';
import { fixtures, runFixture } from './states.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.stop());

/** Where things stand that a pointer may be about to press. */
async function positions(panel: OpenPanel): Promise<Readonly<Record<string, string>>> {
  return panel.page.evaluate(() => {
    const at = (element: Element): string => {
      const { x, y, width } = element.getBoundingClientRect();
      return [x, y, width].map(Math.round).join(' ');
    };
    const things = [...document.querySelectorAll('.stop, .cell-row, .trials-head select, .trial:nth-child(-n + 5)')];
    return Object.fromEntries(things.map((element, index) => [`${index} ${element.className.trim()}`, at(element)]));
  });
}

describe.each([300, 1200])('a run that grows, %i px wide', (width) => {
  it('moves nothing under the pointer, and Stop keeps its place to the end', async () => {
    const panel = await harness.open({ fixture: runFixture({ done: 1, running: 4 }), width, height: 2000 });
    const before = await positions(panel);
    for (const done of [20, 41, 62, 89]) {
      await panel.show(
        runFixture({
          done,
          running: 1,
          change: { errors: done > 50 ? [{ message: 'Overloaded (529).', count: 1 }] : [] },
        }),
      );
      const after = await positions(panel);
      for (const [thing, place] of Object.entries(before)) {
        // A row that is few no more loses its grey; its name here has it.
        if (!thing.includes('few')) expect([thing, after[thing] ?? place]).toEqual([thing, place]);
      }
    }
    const stop = Object.entries(before).find(([thing]) => thing.includes('stop'));
    await panel.show(runFixture());
    expect(Object.values(await positions(panel))).toContain(stop?.[1]);
    await panel.close();
  });

  it('shows what a model writes as it comes, then the whole', async () => {
    const panel = await harness.open({ fixture: fixtures.running, width });
    await panel.locator('[role=listbox]').focus();
    await panel.press('End', 'ArrowUp', 'ArrowUp', 'Enter');
    expect(await panel.locator('.parts').textContent()).toContain('Waiting for the first words');
    await panel.extension.stream('reasoning', 'Who is ');
    await panel.extension.stream('reasoning', 'asking?');
    await panel.extension.stream('text', 'I will answer.');
    await panel.settled();
    expect(await panel.locator('.streamed .written').allTextContents()).toEqual(['Who is asking?', 'I will answer.']);
    const { rows } = fakeRun({ done: 60 });
    await panel.show(runFixture({ done: 60, running: 4 }));
    const row = rows[42];
    if (row === undefined) throw new Error('The run has fewer trials than the test thinks.');
    await panel.extension.finish(row);
    await panel.settled();
    expect(await panel.locator('.streamed').count()).toBe(0);
    expect(await panel.locator('.verdict').count()).toBe(1);
    await panel.close();
  });
});

describe('a run', () => {
  it('announces its progress politely', async () => {
    const panel = await harness.open({ fixture: runFixture({ done: 10, running: 4 }) });
    await panel.show(runFixture({ done: 46, running: 4 }));
    expect(await panel.locator('[role=status]').textContent()).toBe('Running: 46 of 90 done, 4 under way.');
    await panel.close();
  });

  it('is stopped once, and run again only when it has ended', async () => {
    const panel = await harness.open({ fixture: fixtures.running });
    await panel.locator('.stop').click();
    await panel.locator('[title="Run again"]').click({ force: true });
    await panel.show(fixtures.stopping);
    await panel.locator('.stop').click({ force: true });
    await panel.show(fixtures.stopped);
    await panel.locator('.stop').click({ force: true });
    await panel.locator('[title="Run again"]').click();
    expect(await panel.requests()).toEqual([{ type: 'stop' }, { type: 'run' }]);
    await panel.close();
  });

  it('of another window can neither be stopped nor resumed', async () => {
    const panel = await harness.open({ fixture: fixtures.readOnly });
    expect(await panel.locator('.run-header .toolbar').count()).toBe(0);
    await panel.close();
  });

  it('of a workspace that is not trusted can be exported and not be run, and says why', async () => {
    const panel = await harness.open({ fixture: fixtures.restrictedRun });
    expect(await panel.locator('.run-header .toolbar').count()).toBe(0);
    const actions = panel.locator('.notices button');
    expect(await actions.allTextContents()).toEqual(['Manage workspace trust']);
    await actions.click();
    await panel.page.getByRole('button', { name: 'Export this run…' }).click();
    const { run = '' } = fixtures.restrictedRun.run?.view ?? {};
    expect(await panel.requests()).toEqual([{ type: 'manageTrust' }, { type: 'exportRun', run }]);
    await panel.close();
  });

  it('whose transcripts were imported is graded from there', async () => {
    const panel = await harness.open({ fixture: fixtures.ungraded });
    expect(await panel.locator('.notices').innerText()).toContain('These transcripts have no verdicts yet.');
    await panel.page.getByRole('button', { name: 'Grade…' }).click();
    expect(await panel.requests()).toMatchObject([{ type: 'gradeAgain' }]);
    await panel.close();
  });

  it('says beside every result of a script that it is no model', async () => {
    const panel = await harness.open({ fixture: fixtures.twoModels, width: 1200 });
    const heads = panel.locator('.matrix-head .sort');
    expect(await heads.filter({ hasText: 'scripted/demo' }).textContent()).toContain('scripted, not a model');
    expect(await heads.filter({ hasText: 'claude' }).textContent()).not.toContain('scripted');
    await panel.page.setViewportSize({ width: 300, height: 900 });
    const rows = panel.locator('.cell-row').filter({ hasText: 'scripted/demo' });
    expect(await rows.count()).toBe(9);
    expect(await rows.filter({ hasText: 'scripted, not a model' }).count()).toBe(9);
    await panel.press('j');
    expect(await panel.locator('.transcript-head').textContent()).toContain('scripted, not a model');
    await panel.close();
  });

  it('shows no rate where nothing was graded, and greys what rests on little', async () => {
    const panel = await harness.open({ fixture: runFixture({ done: 40, running: 4 }) });
    const classes = (row: number) => panel.locator('.cell-row:not(.head)').nth(row).getAttribute('class');
    expect([await classes(0), await classes(8)].map((names) => names?.includes('few'))).toEqual([false, true]);
    await panel.show(fixtures.started);
    const cells = await panel.locator('.cell-row:not(.head)').first().locator('.number').allTextContents();
    expect(cells).toEqual(['–', '0/0', '–']);
    expect(await panel.locator('.cell-row .dot').count()).toBe(0);
    await panel.close();
  });

  it('opens where its reader was, and keeps the place', async () => {
    const { view, rows } = fakeRun();
    const kept = {
      ...{
        run: view.run,
        level: 'rates',
        classifier: 'whistle',
        cell: null,
        verdict: null,
        text: '',
        only: null,
      },
      trial: rows[3]?.trial,
    };
    const panel = await harness.open({ fixture: fixtures.finished, kept });
    expect(await panel.locator('#transcript-title').textContent()).toMatch(/Trial\s1/);
    await panel.press('Escape');
    expect(await panel.page.evaluate(() => (window as unknown as { kept: unknown }).kept)).toEqual({
      ...kept,
      trial: null,
      isLast: true,
    });
    await panel.close();
  });

  it('of 100,000 trials draws what is in sight alone, counts all, and keeps its place while more arrive', async () => {
    const { rows } = fakeRun();
    const panel = await harness.open({ fixture: fixtures.running, width: 1200 });
    const all = (total: number): void => {
      panel.extension.answerTrials = ({ offset, limit }) => ({
        ...{ total, offset },
        rows: Array.from({ length: Math.min(limit, total - offset) }, (_, index) => ({
          ...pick(rows, offset + index),
          trial: `trial${offset + index}`,
          repetition: offset + index + 1,
        })),
      });
    };
    all(100_000);
    await panel.show(fixtures.running);
    expect(await panel.locator('.trials-head h2').textContent()).toBe('100,000 trials');
    await panel.locator('[role=listbox]').focus();
    await panel.press('End');
    expect(await panel.locator('.trial.active .repetition').textContent()).toBe('100000');
    expect(await panel.locator('.trial').count()).toBeLessThan(80);
    const top = (): Promise<number> => panel.locator('.trials-pane').evaluate((pane) => pane.scrollTop);
    await panel.locator('.trials-pane').evaluate((pane) => (pane.scrollTop = 1_200_000));
    await panel.settled();
    const [place, first] = [await top(), await panel.locator('.trial .repetition').first().textContent()];
    all(100_100);
    await panel.show(runFixture({ done: 62, running: 4 }));
    expect(await panel.locator('.trials-head h2').textContent()).toBe('100,100 trials');
    expect([await top(), await panel.locator('.trial .repetition').first().textContent()]).toEqual([place, first]);
    // Pages of 100 rows, and of those only what was in sight.
    expect((await panel.received()).filter(({ type }) => type === 'getTrials').length).toBeLessThan(20);
    await panel.close();
  });

  it('sorts the matrix by a column, and shows the trials of a cell', async () => {
    const panel = await harness.open({ fixture: fixtures.finished, width: 1200 });
    const names = (): Promise<string[]> => panel.locator('.matrix-row .row-names').allTextContents();
    expect(await names()).toEqual(['threat', 'none', 'restriction', 'replacement', 'all']);
    await panel.page.getByRole('button', { name: 'goal swap' }).click();
    expect(await names()).toEqual(['threat', 'replacement', 'restriction', 'none', 'all']);
    const swapped = panel.page.getByRole('columnheader', { name: /goal swap/ });
    expect(await swapped.getAttribute('aria-sort')).toBe('descending');
    await panel.locator('.matrix-cell').nth(2).click();
    await panel.settled();
    expect(await panel.locator('.trials-head h2').textContent()).toBe('10 trials');
    expect(await panel.locator('.cell-summary').textContent()).toContain('9 of 10 positive');
    // 28 of 87: pooled, with what was left out beside it.
    expect(await panel.locator('.matrix-row.sums .fraction').allTextContents()).toEqual([
      '3/30',
      '12/30',
      '13/271 2',
      '28/871 2',
    ]);
    await panel.close();
  });

  it('saves a chart as a file that needs nothing else, and copies its table', async () => {
    const panel = await harness.open({ fixture: fixtures.ladder, width: 1200 });
    await panel.page.getByRole('tab', { name: 'Charts' }).click();
    await panel.page.getByRole('button', { name: 'Save chart as SVG' }).last().click();
    await panel.page.getByRole('button', { name: 'Copy as Markdown' }).first().click();
    const [saved, copied] = await panel.requests();
    if (saved?.type !== 'saveSvg' || copied?.type !== 'copy') throw new Error('nothing was saved or copied');
    expect(saved.svg.match(/^<svg [^>]*>/)?.[0].match(/xmlns="http:\/\/www.w3.org\/2000\/svg"/g)).toHaveLength(1);
    expect(saved.svg).not.toMatch(/var\(|class=|<!--|color\(/);
    expect(saved.svg).toContain('rgb(');
    // Wherever it is taken, it says what it is, what is not in it, and that this was no model.
    for (const words of [
      'harbor-leak: rate of leak',
      'graded trials; left out: ',
      'scripted/demo: scripted, not a model.',
    ])
      expect(saved.svg).toContain(words);
    expect(copied.text).toMatch(/graded trials; left out: .*scripted\/demo: scripted, not a model\.\n$/);
    // For people to look at.
    await panel.page.setContent(saved.svg);
    await panel.screenshot('saved-chart');
    expect(copied.text.split('\n').slice(2, 5)).toEqual([
      '| threat | goal | model | positive | graded | rate | 95 % | left out |',
      '| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |',
      '| none | none | scripted/demo | 0 | 10 | 0\u00a0% | [0–28] |  |',
    ]);
    await panel.close();
  });
});

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('there are no rows');
  return item;
}
