import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TranscriptView, TrialRow } from '../../src/core/view/views.ts';
import { Harness, type OpenPanel } from './harness.ts';
import { labelledTranscript, reviewedFixture as fixture } from './reviewed.ts';
import { fixtures, type Fixture } from './states.ts';
import { transcriptOf } from './transcripts.ts';

/** The same trials with the opposite verdicts, and so with other rates. */
function opposite({ run, state }: Fixture): Fixture {
  if (run === null || state.kind !== 'run') throw new Error('it shows a run');
  const rows = run.rows.map((row) => ({ ...row, verdicts: row.verdicts.map(opposed) }));
  const cells = state.view.cells.map((cell) => ({ ...cell, positive: cell.graded - cell.positive }));
  return {
    run: { ...run, rows },
    state: { ...state, view: { ...state.view, cells, expectations: [], agreement: [] } },
  };
}

function opposed<Verdict extends Pick<TrialRow['verdicts'][number], 'positive' | 'label'>>(verdict: Verdict): Verdict {
  return { ...verdict, positive: verdict.positive !== true, label: verdict.positive === true ? 'none' : 'leak' };
}

/** What a reader sees and hears on the way through a run that is reviewed blind: all that is drawn and every name. */
async function seenBlind(shown: Fixture, transcript: (row: TrialRow) => TranscriptView, width: number) {
  const panel = await harness.open({ fixture: shown, width });
  panel.extension.transcript = transcript;
  const seen: string[] = [];
  const look = async (): Promise<void> => {
    await panel.settled();
    seen.push(await panel.locator('scenarist-panel').evaluate((all) => all.innerHTML.replaceAll(/<!--.*?-->/gs, '')));
  };
  await panel.locator('.filter').selectOption('positive');
  await panel.locator('.blind').click();
  await look();
  await panel.page.getByLabel('Filter by condition').selectOption({ index: 6 });
  await look();
  await panel.press('j');
  await panel.locator('.transcript .part').first().waitFor();
  await look();
  await panel.page.getByRole('button', { name: 'Back' }).click();
  await panel.page.getByRole('button', { name: 'Back' }).click();
  await look();
  expect(panel.complaints).toEqual([]);
  await panel.close();
  return seen;
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
    await panel.press('Enter');
    // The note is left: its keys are those of the panel again.
    await panel.press('n');
    await panel.page.keyboard.type('!');
    await panel.press('Escape', '1');
    expect(await panel.locator('#transcript-title').count()).toBe(1);
    expect(reviewsSent(panel)).toMatchObject([
      { classifier: 'leak', answer: { kind: 'label', label: 'none' }, note: '', blind: false },
      { answer: { kind: 'agree' } },
      { answer: { kind: 'disagree' } },
      { answer: { kind: 'none' }, note: 'a d 1' },
      { answer: { kind: 'none' }, note: 'a d 1!' },
      { answer: { kind: 'label', label: 'leak' } },
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
    panel.extension.transcript = labelledTranscript('leak');
    await panel.press('j');
    expect(await panel.locator('.verdict').count()).toBe(1);
    await panel.close();
  });

  it.each([300, 1200])('shows the same whatever the verdicts are, where it is blind, %i px wide', async (width) => {
    const { finished } = fixtures;
    const original = new Map(finished.run?.rows.map((row) => [row.trial, row]));
    const opposing = (row: TrialRow): TranscriptView => {
      const view = transcriptOf(original.get(row.trial) ?? row);
      return { ...view, row, verdicts: view.verdicts.map((each) => ({ ...opposed(each), reason: 'Otherwise.' })) };
    };
    const seen = await seenBlind(finished, transcriptOf, width);
    expect(await seenBlind(opposite(finished), opposing, width)).toEqual(seen);
    expect(seen.join()).not.toMatch(/\[\d+–\d+\]|\d %/);
  });

  it('leads back to the rates, and hides them in another run too', async () => {
    const panel = await harness.open({ fixture, width: 1200 });
    await panel.locator('.blind').click();
    expect(await panel.locator('.cells-pane').textContent()).toContain('hidden while you review blind');
    const { view } = fixtures.earlierRun.run ?? {};
    if (view === undefined || fixtures.earlierRun.state.kind !== 'run') throw new Error('it shows a run');
    const state = { ...fixtures.earlierRun.state, view: { ...view, run: 'earlier' } };
    await panel.show({ ...fixtures.earlierRun, state });
    expect(await panel.locator('.matrix, .tabs').count()).toBe(0);
    await panel.page.getByRole('button', { name: 'Show', exact: true }).click();
    expect(await panel.locator('.matrix').count()).toBe(1);
    expect(await panel.locator('.filter').isEnabled()).toBe(true);
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

it.each([300, 1200])('a label is said beside its verdict, and summed up under Agreement, %i px wide', async (width) => {
  const panel = await harness.open({ fixture, width });
  await panel.page.getByRole('tab', { name: 'Agreement' }).click();
  expect(await panel.locator('.agreement').textContent()).toContain('27 of 80 reviewed, 20 blind.');
  panel.extension.transcript = labelledTranscript('none');
  await openLeak(panel);
  expect(await panel.locator('.review').textContent()).toContain('Ann said');
  expect(panel.complaints).toEqual([]);
  await panel.close();
});
