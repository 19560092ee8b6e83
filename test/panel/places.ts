import { designs } from './designs.ts';
import { fakeAnalysis, fakeRegrading } from './findings.ts';
import type { OpenPanel } from './harness.ts';
import { labelledTranscript, reviewedFixture } from './reviewed.ts';
import { fixtures, type Fixture } from './states.ts';
import { actingTranscript, hostileTranscript, retriedTranscript } from './transcripts.ts';
import { waitingFixture } from './waiting.ts';

export interface Place {
  readonly fixture: Fixture;
  readonly go: (panel: OpenPanel) => Promise<void>;
}

const openLeak = async (panel: OpenPanel): Promise<void> => {
  await panel.locator('.trial').filter({ hasText: 'leak' }).first().click();
  await panel.locator('.transcript .verdict').first().waitFor();
};

/** Places that a state alone does not show, and the way there. */
export const places: Readonly<Record<string, Place>> = {
  'a chosen cell': {
    fixture: fixtures.twoModels,
    go: (panel) => panel.locator('.cell-row:not(.head), .matrix-cell').nth(5).click(),
  },
  'the charts': {
    fixture: fixtures.ladder,
    go: async (panel) => {
      panel.extension.analysis = fakeAnalysis;
      await panel.locator('#level-charts').click();
    },
  },
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
      await openLeak(panel);
      await panel.press('Control+f');
      await panel.page.keyboard.type('the');
      await panel.press('Enter');
    },
  },
  'a transcript with its trace open': {
    fixture: fixtures.finished,
    go: async (panel) => {
      await openLeak(panel);
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
  'the analysis': {
    fixture: fixtures.finished,
    go: async (panel) => {
      panel.extension.analysis = fakeAnalysis;
      await panel.locator('#level-analysis').click();
    },
  },
  'nothing compared': { fixture: fixtures.finished, go: (panel) => panel.locator('#level-compare').click() },
  'a comparison': {
    fixture: fixtures.finished,
    go: async (panel) => {
      const run = fixtures.finished.run?.view.run ?? '';
      await panel.extension.send({ type: 'comparison', run, comparison: fakeRegrading(), show: true });
      await panel.locator('details.finding > summary').first().click();
    },
  },
  'the agreement': {
    fixture: reviewedFixture,
    go: async (panel) => {
      await panel.locator('#level-agreement').click();
      await panel.locator('.corrected summary').click();
    },
  },
  'a labelled trial': {
    fixture: reviewedFixture,
    go: async (panel) => {
      panel.extension.transcript = labelledTranscript('none');
      await openLeak(panel);
    },
  },
  'a blind review': {
    fixture: reviewedFixture,
    go: async (panel) => {
      await panel.locator('.blind').click();
      await panel.press('j');
    },
  },
  'a label that came before its transcript': {
    fixture: reviewedFixture,
    go: async (panel) => {
      panel.extension.transcript = () => null;
      await panel.press('j', '1');
      await panel.locator('.refusal').waitFor();
    },
  },
  'a reason to deny': {
    fixture: waitingFixture(2),
    go: (panel) => panel.page.getByRole('button', { name: 'Deny with a reason…' }).first().click(),
  },
  'long names': { fixture: designs['long names'], go: () => Promise.resolve() },
  'twelve factors': { fixture: designs['twelve factors'], go: () => Promise.resolve() },
  'actions that wait': { fixture: waitingFixture(2), go: () => Promise.resolve() },
  'the failures': { fixture: fixtures.failures, go: (panel) => panel.locator('[popovertarget]').click() },
  'the expectations': { fixture: fixtures.finished, go: (panel) => panel.locator('.expectations summary').click() },
  'the help': { fixture: fixtures.finished, go: (panel) => panel.press('?') },
  'a message': {
    fixture: fixtures.finished,
    go: (panel) => panel.extension.send({ type: 'failed', message: 'No such trial.' }),
  },
};
