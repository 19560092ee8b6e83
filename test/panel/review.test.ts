import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Harness, type OpenPanel } from './harness.ts';
import { labelledTranscript, reviewedFixture } from './reviewed.ts';

const fixture = reviewedFixture;

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.stop());

async function openLeak(panel: OpenPanel): Promise<void> {
  await panel.locator('.trial').filter({ hasText: 'leak' }).first().click();
  await panel.settled();
}

const reviewsSent = async (panel: OpenPanel) => (await panel.received()).filter(({ type }) => type === 'review');

describe('review by hand', () => {
  it('labels by key, agrees, and keeps the label with a note', async () => {
    const panel = await harness.open({ fixture, width: 1200 });
    await openLeak(panel);
    await panel.press('2', 'a', 'd', 'n');
    await panel.page.keyboard.type('a d 1');
    // Enter keeps it and Escape does not; after both the keys are labels again.
    await panel.press('Enter', '1', 'n');
    await panel.page.keyboard.type('no');
    await panel.press('Escape', '2');
    expect(await reviewsSent(panel)).toMatchObject([
      { classifier: 'leak', answer: { kind: 'label', label: 'none' }, note: '', blind: false },
      { answer: { kind: 'agree' } },
      { answer: { kind: 'disagree' } },
      { answer: { kind: 'none' }, note: 'a d 1' },
      { answer: { kind: 'label', label: 'leak' } },
      { answer: { kind: 'label', label: 'none' } },
    ]);
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });

  it('hides verdict, evidence and mark until it is labelled, where it is blind', async () => {
    const panel = await harness.open({ fixture, width: 1200 });
    await panel.locator('.blind').click();
    expect(await panel.locator('.trial .label').allTextContents()).not.toContain('leak');
    await panel.press('j');
    expect(await panel.locator('.verdict').count()).toBe(0);
    expect(await panel.locator('.parts mark, .parts .marked').count()).toBe(0);
    expect(await panel.locator('.transcript-head h2').textContent()).toContain('to label');
    // There is nothing to agree with yet.
    await panel.press('a');
    expect(await reviewsSent(panel)).toEqual([]);
    await panel.press('1');
    expect(await reviewsSent(panel)).toMatchObject([{ answer: { kind: 'label', label: 'leak' }, blind: true }]);
    await panel.screenshot('review-blind-wide');
    panel.extension.transcript = labelledTranscript('leak');
    await panel.press('j');
    expect(await panel.locator('.verdict').count()).toBe(1);
    await panel.close();
  });

  it('shows what the judge was asked, grades again, and filters', async () => {
    const panel = await harness.open({ fixture, width: 1200 });
    await openLeak(panel);
    await panel.page.getByRole('button', { name: 'Show what the judge was asked' }).click();
    await panel.page.getByRole('button', { name: 'Grade again…' }).click();
    await panel.locator('.only').selectOption('disagreed');
    await panel.settled();
    expect(await panel.received()).toContainEqual(
      expect.objectContaining({ type: 'showJudgePrompt', classifier: 'leak', vote: 1 }),
    );
    expect((await panel.received()).map(({ type }) => type)).toContain('gradeAgain');
    const asked = (await panel.received()).findLast(({ type }) => type === 'getTrials');
    expect(asked).toMatchObject({ filter: { classifier: 'leak', only: 'disagreed' } });
    await panel.close();
  });
});

describe.each([300, 1200])('%i px wide', (width) => {
  // What axe finds there in each theme is in access.test.ts.
  it('the agreement says how much was reviewed, and a labelled trial who said what', async () => {
    const panel = await harness.open({ fixture, width });
    await panel.page.getByRole('tab', { name: 'Agreement' }).click();
    await panel.locator('.corrected summary').click();
    expect(await panel.locator('.agreement').textContent()).toContain('27 of 80 reviewed, 20 blind.');
    panel.extension.transcript = labelledTranscript('none');
    await openLeak(panel);
    expect(await panel.locator('.review').textContent()).toContain('Ann said');
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });
});
