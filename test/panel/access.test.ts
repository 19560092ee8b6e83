import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { Harness, type OpenPanel } from './harness.ts';
import { places, type Place } from './places.ts';
import { fixtureNames, fixtures } from './states.ts';
import { themeNames } from './themes.ts';

const widths = { narrow: 300, wide: 1200 } as const;
const looks = ['narrow', 'wide'] as const;
const [firstTheme, ...otherThemes] = themeNames;

/**
 * Each state is drawn once for each width, and then coloured with one theme after the other. A theme changes colours alone, which
 * is checked as well: so what a rule says of names, roles, order and sizes in one theme it says in all, and only the rules about
 * colours are asked again.
 */
describe('axe finds nothing, narrow and wide, in any theme', () => {
  let harness: Harness;
  const pages = new Map<keyof typeof widths, OpenPanel>();
  beforeAll(async () => {
    harness = await Harness.start();
    for (const look of looks)
      pages.set(
        look,
        await harness.open({ fixture: fixtures.none, theme: firstTheme, width: widths[look], height: 900, scale: 1 }),
      );
  });
  afterAll(() => harness.stop());

  async function check(look: (typeof looks)[number], name: string, { fixture, go }: Place): Promise<void> {
    const panel = pages.get(look);
    if (panel === undefined) throw new Error('the page of this width was not opened');
    await panel.reset(fixture);
    await go(panel);
    await panel.settled();
    expect(await violations(panel.page)).toEqual([]);
    // For people to look at, in .vscode-test/screenshots/panel/.
    await panel.screenshot(`${name}-${firstTheme}-${look}`);
    const overflow = await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const layout = await panel.layout();
    for (const theme of otherThemes) {
      await panel.wear(theme);
      expect([theme, ...(await violations(panel.page, 'colours'))]).toEqual([theme]);
      expect([theme, await panel.layout()]).toEqual([theme, layout]);
      if (theme !== 'hc-dark') await panel.screenshot(`${name}-${theme}-${look}`);
    }
    expect(panel.complaints).toEqual([]);
  }

  const states = fixtureNames.map((name) => [name, { fixture: fixtures[name], go: () => Promise.resolve() }] as const);
  it.each([...states, ...Object.entries(places)])('%s', async (name, place) => {
    // Both at once, and both to their end: the next state needs their pages.
    const checks = await Promise.allSettled(looks.map((look) => check(look, name.replaceAll(' ', '-'), place)));
    for (const each of checks) if (each.status === 'rejected') throw each.reason;
  });
});
