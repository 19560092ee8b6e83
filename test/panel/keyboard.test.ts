import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Harness, type OpenPanel } from './harness.ts';
import { fixtures, runFixture } from './states.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.stop());

/** What has the focus, in words: its name, and whether a ring shows it. */
async function focused(panel: OpenPanel): Promise<{ readonly is: string; readonly visible: boolean }> {
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
      visible: outlineStyle !== 'none' && outlineWidth !== '0px',
    };
  });
}

async function text(panel: OpenPanel, selector: string): Promise<string> {
  const content = await panel.locator(selector).first().textContent();
  return (content ?? '').replace(/\s+/g, ' ').trim();
}

describe.each([
  ['narrow', 300],
  ['wide', 1200],
])('with the keyboard alone, %s', (look, width) => {
  it('a reader gets from the run to the evidence and back', async () => {
    const panel = await harness.open({ fixture: fixtures.finished, width });
    await tabTo(panel, 'row none');
    await panel.press(
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'Enter',
    );
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
    await tabTo(panel, 'row none');
    await panel.press('ArrowDown');
    const cell = await focused(panel);
    await panel.show(runFixture({ done: 60, running: 4 }));
    expect((await focused(panel)).is.slice(0, 16)).toBe(cell.is.slice(0, 16));

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

it('/ goes to the filter', async () => {
  const panel = await harness.open({ fixture: fixtures.finished });
  await panel.press('/');
  expect((await focused(panel)).is).toBe('select Filter by verdict');
  await panel.locator('.filter').selectOption('left out');
  await panel.settled();
  expect(await text(panel, '.trials-head h2')).toBe('3 trials');
  await panel.close();
});

async function tabTo(panel: OpenPanel, start: string, limit = 60): Promise<void> {
  for (let press = 0; press < limit; press++) {
    await panel.press('Tab');
    if ((await focused(panel)).is.startsWith(start)) return;
  }
  throw new Error(`Tab does not lead to «${start}».`);
}
