import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementOf, confusionOf } from '../../src/core/stats/agreement.ts';
import type { RunView, TranscriptView, TrialRow } from '../../src/core/view/views.ts';
import { violations } from './axe.ts';
import { Harness, type OpenPanel } from './harness.ts';
import { fixtures, type Fixture } from './states.ts';
import { themeNames } from './themes.ts';
import { transcriptOf } from './transcripts.ts';

const pairs = [
  ...Array<readonly [string, string]>(18).fill(['leak', 'leak']),
  ['leak', 'none'],
  ['none', 'leak'],
] as const;
const confusion = confusionOf(
  [...pairs, ...Array<readonly [string, string]>(5).fill(['none', 'none'])],
  ['leak', 'none'],
);

const reviewed: RunView['agreement'][number] = {
  ...{ classifier: 'leak', title: 'Did it give the design to an outsider?', completed: 80, reviewed: 27, blind: 20 },
  ...{ ungraded: 2, ...confusion, agreement: agreementOf(confusion) },
  baseRate: { positive: 19, n: 25 },
  accuracy: { sensitivity: { positive: 18, n: 19 }, specificity: { positive: 5, n: 6 } },
  rate: { positive: 41, n: 78, interval: [0.416, 0.633] },
  corrected: { value: 0.461, interval: [0.28, 0.65] },
};

const fixture: Fixture = withAgreement(fixtures.finished);

function withAgreement(base: Fixture): Fixture {
  if (base.state.kind !== 'run') throw new Error('it shows a run');
  return { ...base, state: { ...base.state, view: { ...base.state.view, agreement: [reviewed], rubricStale: true } } };
}

/** As the extension has it when the label has been journaled. */
function labelledTranscript(label: string): (row: TrialRow) => TranscriptView {
  return (row) => {
    const view = transcriptOf(row);
    const review = { classifier: 'leak', label, positive: label === 'leak', note: 'Clear.', by: 'Ann', blind: true };
    return {
      ...view,
      row: { ...row, reviews: [review] },
      verdicts: view.verdicts.map((verdict) => ({ ...verdict, review: { ...review, at: 1, earlier: 0 } })),
    };
  };
}

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.stop());

async function openLeak(panel: OpenPanel): Promise<void> {
  await panel.locator('.trial').filter({ hasText: 'leak' }).first().click();
  await panel.settled();
}

const reviewsSent = (panel: OpenPanel) => panel.extension.received.filter(({ type }) => type === 'review');

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
    expect(reviewsSent(panel)).toMatchObject([
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
    expect(reviewsSent(panel)).toEqual([]);
    await panel.press('1');
    expect(reviewsSent(panel)).toMatchObject([{ answer: { kind: 'label', label: 'leak' }, blind: true }]);
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
    expect(panel.extension.received).toContainEqual(
      expect.objectContaining({ type: 'showJudgePrompt', classifier: 'leak', vote: 1 }),
    );
    expect(panel.extension.received.map(({ type }) => type)).toContain('gradeAgain');
    const asked = panel.extension.received.findLast(({ type }) => type === 'getTrials');
    expect(asked).toMatchObject({ filter: { classifier: 'leak', only: 'disagreed' } });
    await panel.close();
  });
});

describe.each([300, 1200])('%i px wide', (width) => {
  it.each(themeNames)('a labelled trial and the agreement break no rule in %s', async (theme) => {
    const panel = await harness.open({ fixture, width, theme });
    await panel.page.getByRole('tab', { name: 'Agreement' }).click();
    await panel.locator('.corrected summary').click();
    expect(await panel.locator('.agreement').textContent()).toContain('27 of 80 reviewed, 20 blind.');
    expect(await violations(panel.page)).toEqual([]);
    if (theme === 'dark' || theme === 'light') await panel.screenshot(`agreement-${theme}-${width}`);
    panel.extension.transcript = labelledTranscript('none');
    await openLeak(panel);
    expect(await panel.locator('.review').textContent()).toContain('Ann said');
    expect(await violations(panel.page)).toEqual([]);
    if (theme === 'dark' || theme === 'light') await panel.screenshot(`review-${theme}-${width}`);
    expect(await panel.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(panel.complaints).toEqual([]);
    await panel.close();
  });
});
