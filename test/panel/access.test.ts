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
  'a chosen cell': { fixture: fixtures.twoModels, go: (panel) => panel.locator('.cell-row:not(.head)').nth(5).click() },
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

describe.each(themeNames)('in %s axe finds nothing', (theme: ThemeName) => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start();
  });
  afterAll(() => harness.stop());

  async function check(fixture: Fixture, go: (panel: OpenPanel) => Promise<void>): Promise<void> {
    for (const width of [300, 1200]) {
      const panel = await harness.open({ fixture, theme, width });
      await go(panel);
      await panel.settled();
      expect(await violations(panel.page)).toEqual([]);
      expect(panel.complaints).toEqual([]);
      await panel.close();
    }
  }

  it.each(fixtureNames)('state: %s', (name) => check(fixtures[name], () => Promise.resolve()));
  it.each(Object.keys(places))('%s', (name) => {
    const place = places[name];
    if (place === undefined) throw new Error(`There is no place «${name}».`);
    return check(place.fixture, place.go);
  });
});
