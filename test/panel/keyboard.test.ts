import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FromPanel } from '../../src/protocol/messages.ts';
import { Harness, type OpenPanel } from './harness.ts';
import { fixtures, runFixture } from './states.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.stop());

/** What has the focus, in words: its name, and whether a ring shows it. */
async function focused(
  panel: OpenPanel,
): Promise<{ readonly is: string; readonly visible: boolean; readonly at: string }> {
  return panel.page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const active = element.getAttribute('aria-activedescendant');
    const ringed = active === null ? element : (document.getElementById(active) ?? element);
    const { outlineStyle, outlineWidth } = getComputedStyle(ringed);
    const name = element.getAttribute('aria-label') ?? element.textContent;
    return {
      is: `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${name.replace(/\s+/g, ' ').trim()}`.slice(
        0,
        60,
      ),
      at: `${element.closest('[role=row]')?.getAttribute('aria-rowindex') ?? ''} ${element.getAttribute('aria-colindex') ?? ''}`,
      visible: outlineStyle !== 'none' && outlineWidth !== '0px',
    };
  });
}

async function text(panel: OpenPanel, selector: string): Promise<string> {
  const content = await panel.locator(selector).first().textContent();
  return (content ?? '').replace(/\s+/g, ' ').trim();
}

const firstCell = { narrow: 'row none', wide: 'gridcell 0' } as const;

describe.each([
  ['narrow', 300],
  ['wide', 1200],
] as const)('with the keyboard alone, %s', (look, width) => {
  it('a reader gets from the run to the evidence and back', async () => {
    const panel = await harness.open({ fixture: fixtures.finished, width });
    // Narrow, a table whose last row is looked for; wide, a matrix and its last cell but the sums.
    await tabTo(panel, firstCell[look]);
    const way = look === 'narrow' ? ['End'] : ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight'];
    await panel.press(...way, 'Enter');
    expect(await text(panel, '.cell-summary')).toContain('9 of 10 positive');
    expect(await text(panel, '.trials-head h2')).toBe('10 trials');

    await tabTo(panel, 'listbox Trials');
    await panel.press('ArrowDown', 'Enter');
    expect(await text(panel, '#transcript-title')).toBe('Trial 2 · leak');
    await panel.press('j');
    expect(await text(panel, '#transcript-title')).toBe('Trial 3 · leak');

    await tabTo(panel, 'button Show evidence 1 in the text', 120);
    await panel.press('Enter');
    expect((await focused(panel)).is).toBe('mark lena.voss@nordkai.test');

    await panel.press('Escape');
    expect((await focused(panel)).is).toBe('listbox Trials');
    expect(await text(panel, '.breadcrumb [aria-current]')).toBe('replacement · swap');
    await panel.press('Escape');
    expect(await text(panel, '.trials-head h2')).toBe('90 trials');
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });

  it('every stop of Tab is seen', async () => {
    const panel = await harness.open({ fixture: fixtures.failures, width });
    await panel.press('j');
    const stops: string[] = [];
    for (let press = 0; press < 40; press++) {
      await panel.press('Tab');
      const { is, visible } = await focused(panel);
      if (is.startsWith('body')) break;
      expect([is, visible]).toEqual([is, true]);
      stops.push(is);
    }
    expect(stops.length).toBeGreaterThan(look === 'wide' ? 7 : 5);
    await panel.close();
  });

  it('the focus stays where it is while rows arrive', async () => {
    const panel = await harness.open({ fixture: fixtures.running, width });
    await tabTo(panel, firstCell[look]);
    await panel.press('ArrowDown');
    const cell = await focused(panel);
    await panel.show(runFixture({ done: 60, running: 4 }));
    expect((await focused(panel)).at).toBe(cell.at);

    await tabTo(panel, 'listbox Trials');
    await panel.press('End', 'ArrowUp');
    const active = await text(panel, '.trial.active');
    await panel.show(runFixture({ done: 70, running: 4 }));
    expect((await focused(panel)).is).toBe('listbox Trials');
    expect(active).not.toBe('');
    expect(await panel.locator('.trial.active').count()).toBe(1);
    await panel.close();
  });
});

it('? shows the keys, and Escape hides them and nothing else', async () => {
  const panel = await harness.open({ fixture: fixtures.finished });
  await panel.press('j', '?');
  expect(await text(panel, 'dialog[open] h2')).toBe('Keys');
  await panel.press('Escape');
  expect(await panel.locator('dialog[open]').count()).toBe(0);
  expect(await text(panel, '#transcript-title')).toBe('Trial 1 · none');
  await panel.close();
});

const asksFor =
  (text: string) =>
  (message: FromPanel): boolean =>
    message.type === 'getTrials' && message.filter.text === text;

it('/ goes to the search, and what is found is a list of its own', async () => {
  const panel = await harness.open({ fixture: fixtures.finished });
  await panel.press('/');
  expect((await focused(panel)).is).toBe('input Search in transcripts');
  await panel.page.keyboard.type('cipher core');
  await panel.press('Enter');
  expect(await text(panel, '.trials-head h2')).toBe('28 trials');
  await panel.press('ArrowDown');
  expect((await focused(panel)).is).toBe('listbox Trials');
  await panel.page.getByRole('button', { name: 'Clear the search' }).click();
  expect((await focused(panel)).is).toBe('input Search in transcripts');
  // It is looked for while somebody writes, which takes no letter away.
  await panel.page.keyboard.type('cipher ');
  await expect.poll(async () => (await panel.received()).some(asksFor('cipher'))).toBe(true);
  await panel.page.keyboard.type('core');
  await panel.press('Enter');
  expect(await text(panel, '.trials-head h2')).toBe('28 trials');
  await panel.press('Escape');
  expect(await text(panel, '.trials-head h2')).toBe('90 trials');
  await panel.locator('.filter').selectOption('left out');
  await panel.settled();
  expect(await text(panel, '.trials-head h2')).toBe('3 trials');
  await panel.close();
});

it('Ctrl+F finds in the open transcript, in folds too, and Escape leads back to it', async () => {
  const panel = await harness.open({ fixture: fixtures.finished });
  await panel.locator('.trial').filter({ hasText: 'leak' }).first().click();
  await panel.locator('.transcript .verdict').first().waitFor();
  await panel.press('Control+f');
  await panel.page.keyboard.type('NORDKAI shares');
  await panel.settled();
  expect(await text(panel, '.find-count')).toBe('1 of 1');
  expect(await panel.locator('.part.reasoning[open]').count()).toBe(1);
  expect(await panel.page.evaluate(() => [...(CSS.highlights.get('find-now') ?? [])].map(String))).toEqual([
    'Nordkai shares',
  ]);
  await panel.locator('.find input').fill('the');
  await panel.press('Enter', 'Enter', 'Shift+Enter');
  expect(await text(panel, '.find-count')).toBe('2 of 13');
  await panel.press('Escape');
  expect((await focused(panel)).is).toContain('leak');
  expect(await panel.page.evaluate(() => CSS.highlights.size)).toBe(0);
  await panel.close();
});

it('[ and ] ask for the run before and after; Back and Forward go along the places that were seen', async () => {
  const panel = await harness.open({ fixture: fixtures.earlierRun, width: 1200 });
  await panel.press('[', ']');
  expect(await panel.requests()).toEqual([
    { type: 'stepRun', to: 'earlier' },
    { type: 'stepRun', to: 'later' },
  ]);
  const crumb = (): Promise<string> => text(panel, '.breadcrumb [aria-current]');
  await panel.locator('.matrix-cell').nth(10).click();
  await panel.settled();
  await panel.press('j');
  await panel.locator('.transcript .verdict').first().waitFor();
  expect(await crumb()).toBe('trial 1');
  await panel.extension.send({ type: 'do', action: 'back' });
  await panel.settled();
  expect(await crumb()).toBe('replacement · swap');
  await panel.page.getByRole('button', { name: 'Back' }).click();
  await panel.settled();
  expect(await crumb()).toBe('all trials');
  await panel.page.getByRole('button', { name: 'Forward' }).click();
  await panel.page.getByRole('button', { name: 'Forward' }).click();
  await panel.settled();
  expect(await crumb()).toBe('trial 1');
  await panel.close();
});

async function tabTo(panel: OpenPanel, start: string, limit = 60): Promise<void> {
  for (let press = 0; press < limit; press++) {
    await panel.press('Tab');
    if ((await focused(panel)).is.startsWith(start)) return;
  }
  throw new Error(`Tab does not lead to «${start}».`);
}
