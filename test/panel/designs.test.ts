import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designs, longName } from './designs.ts';
import { Harness, type OpenPanel } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.stop());

const names = Object.keys(designs) as (keyof typeof designs)[];

/** What should be in the window and is not, wherever nothing can be scrolled. */
async function outside(panel: OpenPanel): Promise<readonly string[]> {
  return panel.page.evaluate(() =>
    [...document.querySelectorAll('.panel :is(button, select, input, h2, li, .tag, .sentence)')]
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < 0 || right > window.innerWidth + 0.5;
      })
      .map((element) => element.outerHTML.slice(0, 100)),
  );
}

describe.each([300, 1200])('%i px wide', (width) => {
  it.each(names)('a run of %s is looked at from its rates to a trial', async (name) => {
    const panel = await harness.open({ fixture: designs[name], width });
    expect(await panel.locator('.run-header').evaluate((head) => head.clientHeight)).toBeLessThan(160);
    expect(await outside(panel)).toEqual([]);
    await panel.page.getByRole('tab', { name: 'Charts' }).click();
    await panel.page.getByRole('tab', { name: 'Rates' }).click();
    await panel.locator('.cell-row:not(.head), .matrix-cell').first().click();
    await panel.settled();
    await panel.press('j');
    await panel.locator('.transcript .part').first().waitFor();
    expect(await outside(panel)).toEqual([]);
    const crumb = panel.locator('.breadcrumb [aria-current] > span');
    expect(await crumb.textContent()).toBe('trial 1');
    expect(await crumb.evaluate((text) => text.scrollWidth <= text.clientWidth)).toBe(true);
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });

  it('what varies names a condition where there are many factors', async () => {
    const panel = await harness.open({ fixture: designs['twelve factors'], width });
    const conditions = await panel.locator('.cell-row:not(.head) .level').allTextContents();
    expect(conditions.slice(0, 3)).toEqual(['baseline', 'factor-1: changed', 'factor-2: changed']);
    await panel.close();
  });

  it('of many models, and of a long one, it is said how many are none', async () => {
    const panel = await harness.open({ fixture: designs['long names'], width });
    const tag = panel.locator('.run-header .tag');
    expect(await tag.textContent()).toBe('scripted, not a model');
    expect(await tag.evaluate((element) => element.getBoundingClientRect().right <= window.innerWidth)).toBe(true);
    expect(await panel.locator('.run-header .model').getAttribute('title')).toBe(longName('scripted/model'));
    await panel.show(designs['forty models']);
    expect(await panel.locator('.run-header .models').textContent()).toMatch(/40 models\s*1\s*scripted, not a model/);
    await panel.close();
  });
});
