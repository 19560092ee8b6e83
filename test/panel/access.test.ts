import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { Harness, type OpenPanel } from './harness.ts';
import { fixtureNames, fixtures, type Fixture } from './states.ts';
import { themeNames, type ThemeName } from './themes.ts';
import { waitingFixture } from './waiting.ts';
import { actingTranscript, hostileTranscript, retriedTranscript } from './transcripts.ts';

/** Places that a state alone does not show, and the way there. */
const places: Readonly<
  Record<string, { readonly fixture: Fixture; readonly go: (panel: OpenPanel) => Promise<void> }>
> = {
  'a chosen cell': {
    fixture: fixtures.twoModels,
    go: (panel) => panel.locator('.cell-row:not(.head), .matrix-cell').nth(5).click(),
  },
  'the charts': { fixture: fixtures.ladder, go: (panel) => panel.locator('#level-charts').click() },
  'a chart as a table': {
    fixture: fixtures.finished,
    go: async (panel) => {
      await panel.locator('#level-charts').click();
      await panel.locator('.chart-figure summary').click();
    },
  },
  'a search without a find': {
    fixture: fixtures.finished,
    go: async (panel) => {
      await panel.locator('.search').fill('nowhere');
      await panel.press('Enter');
    },
  },
  'find in a transcript': {
    fixture: fixtures.finished,
    go: async (panel) => {
      await panel.locator('.trial').filter({ hasText: 'leak' }).first().click();
      await panel.locator('.transcript .verdict').first().waitFor();
      await panel.press('Control+f');
      await panel.page.keyboard.type('the');
      await panel.press('Enter');
    },
  },
  'a transcript with its trace open': {
    fixture: fixtures.finished,
    go: async (panel) => {
      await panel.locator('.trial').filter({ hasText: 'leak' }).first().click();
      await panel.locator('.gate > summary').click();
      await panel.locator('.evidence-number').last().click();
    },
  },
  'a hostile transcript': {
    fixture: fixtures.twoModels,
    go: async (panel) => {
      panel.extension.transcript = hostileTranscript;
      await panel.press('j');
    },
  },
  'a conversation': {
    fixture: fixtures.finished,
    go: async (panel) => {
      panel.extension.transcript = actingTranscript;
      await panel.press('j');
      await panel.locator('.part.result').first().waitFor();
    },
  },
  'a transcript that is being written': {
    fixture: fixtures.running,
    go: async (panel) => {
      await panel.locator('[role=listbox]').focus();
      await panel.press('End', 'Enter');
      await panel.extension.stream('reasoning', 'Who is asking?');
    },
  },
  'the attempts of a trial': {
    fixture: fixtures.ambiguous,
    go: async (panel) => {
      panel.extension.transcript = retriedTranscript;
      await panel.press('j');
      await panel.locator('.attempts > summary').click();
    },
  },
  'actions that wait': { fixture: waitingFixture(2), go: () => Promise.resolve() },
  'the failures': { fixture: fixtures.failures, go: (panel) => panel.locator('[popovertarget]').click() },
  'the expectations': { fixture: fixtures.finished, go: (panel) => panel.locator('.expectations summary').click() },
  'the help': { fixture: fixtures.finished, go: (panel) => panel.press('?') },
  'a message': {
    fixture: fixtures.finished,
    go: (panel) => panel.extension.send({ type: 'failed', message: 'No such trial.' }),
  },
};

const widths = { narrow: 300, wide: 1200 } as const;
const looks = ['narrow', 'wide'] as const;

/** One page for each width, which begins anew for each state: axe takes most of the time, and each is looked at once. */
describe.each(themeNames)('in %s axe finds nothing', (theme: ThemeName) => {
  let harness: Harness;
  const pages = new Map<keyof typeof widths, OpenPanel>();
  beforeAll(async () => {
    harness = await Harness.start();
    for (const look of looks)
      pages.set(look, await harness.open({ fixture: fixtures.none, theme, width: widths[look], height: 900 }));
  });
  afterAll(() => harness.stop());

  async function check(name: string, fixture: Fixture, go: (panel: OpenPanel) => Promise<void>): Promise<void> {
    for (const look of looks) {
      const panel = pages.get(look);
      if (panel === undefined) throw new Error('the page of this width was not opened');
      await panel.reset(fixture);
      await go(panel);
      await panel.settled();
      expect(await violations(panel.page, theme === 'dark' ? 'all' : 'colours')).toEqual([]);
      // For people to look at, in .vscode-test/screenshots/panel/.
      if (theme === 'dark' || theme === 'hc-light') await panel.screenshot(`${name}-${theme}-${look}`);
      expect(panel.complaints).toEqual([]);
    }
  }

  it.each(fixtureNames)('state: %s', (name) => check(name, fixtures[name], () => Promise.resolve()));
  it.each(Object.keys(places))('%s', (name) => {
    const place = places[name];
    if (place === undefined) throw new Error(`There is no place «${name}».`);
    return check(name.replaceAll(' ', '-'), place.fixture, place.go);
  });
});
