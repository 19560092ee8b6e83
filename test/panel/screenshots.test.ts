import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Harness } from './harness.ts';
import { fixtures } from './states.ts';
import { themeNames } from './themes.ts';
import { retriedTranscript } from './transcripts.ts';

const widths = { narrow: { width: 300, height: 900 }, wide: { width: 1200, height: 900 } } as const;

/** Pictures for people to look at, in .vscode-test/screenshots/panel/. What they must show is asserted elsewhere; access.test.ts takes one of every state. */
describe('the panel, to be looked at', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start();
  });
  afterAll(() => harness.stop());

  const looks = Object.keys(widths) as (keyof typeof widths)[];

  it.each(['dark', 'light'] as const)('attempts and Resume in %s', async (theme) => {
    for (const look of looks) {
      const panel = await harness.open({ fixture: fixtures.ambiguous, theme, ...widths[look] });
      panel.extension.transcript = retriedTranscript;
      await panel.press('j');
      await panel.locator('.attempts > summary').click();
      await panel.screenshot(`attempts-${theme}-${look}`);
      await panel.show(fixtures.stopped);
      await panel.screenshot(`resume-${theme}-${look}`);
      expect(panel.complaints).toEqual([]);
      await panel.close();
    }
  });

  it.each(themeNames)('a transcript in %s', async (theme) => {
    for (const look of looks) {
      const panel = await harness.open({ fixture: fixtures.finished, theme, ...widths[look] });
      await panel.screenshot(`finished-${theme}-${look}`);
      await panel.locator('.trial').filter({ hasText: 'leak' }).first().click();
      await panel.settled();
      await panel.locator('.gate > summary').first().click();
      await panel.screenshot(`transcript-${theme}-${look}`);
      await panel.locator('.evidence-number').last().click();
      await panel.locator('.action').first().scrollIntoViewIfNeeded();
      await panel.screenshot(`evidence-${theme}-${look}`);
      expect(panel.complaints).toEqual([]);
      await panel.close();
    }
  });
});
