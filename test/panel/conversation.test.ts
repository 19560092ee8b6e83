import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Harness } from './harness.ts';
import { fixtures } from './states.ts';
import { actingTranscript } from './transcripts.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.stop());

describe.each([300, 1200])('a conversation, %i px wide', (width) => {
  it('shows who said what in turn, what tools answered, and why it ended', async () => {
    const panel = await harness.open({ fixture: fixtures.finished, width });
    panel.extension.transcript = actingTranscript;
    await panel.press('j');
    await panel.locator('.transcript .part.result').first().waitFor();
    expect(await panel.locator('.transcript-head').textContent()).toContain('4 answers, as many as turns.max allows');
    const heads = (await panel.locator('.part-head').allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
    expect(heads).toEqual([
      ...['Text', 'Action list', 'Result of list', 'Error from wipe', 'Text', 'User'],
      ...['Happens plan-comes', 'Alert cancel', 'Text'],
      ...['Asked afterwards reality', 'Text'],
    ]);
    await panel.screenshot(`conversation-${width}`);
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });
});
