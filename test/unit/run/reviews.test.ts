import { describe, expect, it } from 'vitest';
import type { ReviewEvent } from '../../../src/core/run/journal/journal.ts';
import { reuse } from '../../../src/core/run/journal/recall.ts';
import { readTrialEvents, replayInto } from '../../../src/core/run/trialEvents.ts';
import { labelled, otherThan, stillSays, type Review } from '../../../src/core/verdict/review.ts';
import { runView } from '../../../src/core/view/runView.ts';
import { answerOf, fakeProvider, leakClassifier, ofType, testRun, type TestRun } from '../../support/runs.ts';

const said: Review = { classifier: 'leak', label: 'none', positive: false, note: '', by: null, blind: false };

function reviewOf(run: TestRun, review: Partial<Review> = {}): ReviewEvent {
  const [outcome] = ofType(run, 'outcome');
  if (outcome === undefined) throw new Error('nothing was run');
  const { trial, condition, model, repetition } = outcome;
  return { type: 'review', trial, condition, model, repetition, review: { ...said, ...review }, at: 1 };
}

describe('a review in the journal', () => {
  it('counts last, is kept whole, and changes neither a verdict nor how the run ended', async () => {
    const run = testRun({ provider: fakeProvider(() => answerOf('leak')) });
    const state = await run.run();
    const before = runView(state, { stale: false, stopping: false });
    for (const note of ['first', 'second']) {
      const event = reviewOf(run, { note });
      state.apply(event, await run.journal.append(event));
    }
    const { trial } = reviewOf(run);
    expect(state.reviews.of(trial, 'leak')).toMatchObject({ label: 'none', note: 'second' });
    expect(state.reviews.of(trial, 'other')).toBeNull();
    const { agreement, ...rest } = runView(state, { stale: false, stopping: false });
    expect({ ...rest, agreement: before.agreement }).toEqual(before);
    expect(agreement).toMatchObject([{ reviewed: 1 }]);
    const replayed = run.newState();
    await replayInto(replayed, run.journal);
    await replayInto(replayed, run.journal);
    expect(replayed.end).toBe('finished');
    const kept = (await readTrialEvents(replayed, run.journal, trial)).filter(({ type }) => type === 'review');
    expect(kept).toMatchObject([{ review: { note: 'first' } }, { review: { note: 'second' } }]);
  });

  it('goes along with a response that is reused, as long as the classifier has its label', async () => {
    const run = testRun({ provider: fakeProvider(() => answerOf('leak')), threats: ['none'], samples: 1 });
    await run.run();
    const [trial] = [...run.plan.trials()];
    if (trial === undefined) throw new Error('nothing was planned');
    const events = [...run.journal.events, reviewOf(run), reviewOf(run, { label: 'gone' })];
    const input = { trial, events, run: 'before', verdictKey: run.input.verdictKey };
    const again = reuse({ ...input, classifiers: [leakClassifier] });
    expect(again?.copy.map(({ type }) => type)).toEqual(['outcome', 'verdict', 'review']);
    expect(again?.copy.at(-1)).toMatchObject({ reusedFrom: 'before', review: { label: 'none' } });
    expect(reuse({ ...input, classifiers: [] })?.copy.map(({ type }) => type)).toEqual(['outcome']);
  });
});

describe('what a person says', () => {
  const labels = { positive: ['leak', 'hint'], negative: ['none'], otherwise: 'none' };

  it('by a label, or by disagreeing with one', () => {
    expect(labelled(labels, 'hint')).toEqual({ label: 'hint', positive: true });
    expect(otherThan(labels, 'leak')).toEqual({ label: 'none', positive: false });
    expect(otherThan(labels, 'none')).toEqual({ label: null, positive: true });
  });

  it('holds while the classifier has the label on the same side', () => {
    const swapped = { positive: ['none'], negative: ['leak'], otherwise: 'leak' };
    expect(stillSays(said, labels)).toBe(true);
    expect(stillSays(said, swapped)).toBe(false);
    expect(stillSays({ ...said, label: null, positive: true }, swapped)).toBe(true);
  });
});
