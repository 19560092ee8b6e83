import { expect, it } from 'vitest';
import { reviewEvent } from '../../../src/core/run/state/reviewEvent.ts';
import type { RunState } from '../../../src/core/run/state/runState.ts';
import { seededRandom } from '../../../src/core/trial/random.ts';
import { agreementViews, type AgreementView } from '../../../src/core/view/agreementView.ts';
import { kappaWords } from '../../../src/core/view/shown/agreementWords.ts';
import { trialsPage } from '../../../src/core/view/trialsPage.ts';
import { answerOf, fakeProvider, judgedClassifier, testRun, type TestRun } from '../../support/runs.ts';
import { says } from '../verdict/grading.ts';

/** The truth about each answer, and what the judge misses and calls wrongly. */
const truth = { share: 0.3, sensitivity: 0.9, specificity: 0.8 };

async function judgedRun(
  samples: number,
): Promise<{ run: TestRun; state: RunState; isLeak: (trial: string) => boolean }> {
  const [model, judge] = [seededRandom(7), seededRandom(8)];
  const provider = fakeProvider(({ forcedTool, messages }) => {
    if (forcedTool === null) return answerOf(model() < truth.share ? 'It is a LEAK.' : 'All done.');
    const leaked = JSON.stringify(messages).includes('a LEAK.');
    const isRight = judge() < (leaked ? truth.sensitivity : truth.specificity);
    return says(leaked === isRight ? 'leak' : 'none');
  });
  const run = testRun({ provider, classifiers: [judgedClassifier], threats: ['none'], samples, concurrency: 1 });
  const state = await run.run();
  const leaks = new Set<string>();
  for (const event of run.journal.events)
    if (event.type === 'outcome' && JSON.stringify(event.result).includes('a LEAK.')) leaks.add(event.trial);
  return { run, state, isLeak: (trial) => leaks.has(trial) };
}

it('recovers κ, the error of a judge and the true rate from reviews that know the truth', async () => {
  const { run, state, isLeak } = await judgedRun(2000);
  for (const { id: trial } of [...state.trials()].slice(0, 600)) {
    const answer = { kind: 'label', label: isLeak(trial) ? 'leak' : 'none' } as const;
    const event = reviewEvent(state, { trial, classifier: 'judged', answer, note: '', by: null, blind: true }, 1);
    if (event === null) throw new Error('it can be reviewed');
    state.apply(event, await run.journal.append(event));
  }
  const [view] = agreementViews(state);
  if (view === undefined) throw new Error('there is one classifier');
  expect(view).toMatchObject({ completed: 2000, reviewed: 600, blind: 600, ungraded: 0, labels: ['leak', 'none'] });
  const { agreement, accuracy, rate, corrected, baseRate } = view;
  // From the known numbers: agreement 0.83, chance 0.41 · 0.3 + 0.59 · 0.7, so κ = 0.634.
  const called = truth.share * truth.sensitivity + (1 - truth.share) * (1 - truth.specificity);
  const agreed = truth.share * truth.sensitivity + (1 - truth.share) * truth.specificity;
  const chance = called * truth.share + (1 - called) * (1 - truth.share);
  const kappa = (agreed - chance) / (1 - chance);
  const within = (interval: readonly [number, number] | null, value: number): boolean =>
    interval !== null && interval[0] <= value && value <= interval[1];
  expect(within(agreement.kappaInterval, kappa)).toBe(true);
  expect(Math.abs(accuracy.sensitivity.positive / accuracy.sensitivity.n - truth.sensitivity)).toBeLessThan(0.06);
  expect(Math.abs(accuracy.specificity.positive / accuracy.specificity.n - truth.specificity)).toBeLessThan(0.06);
  expect(Math.abs(baseRate.positive / baseRate.n - truth.share)).toBeLessThan(0.06);
  // What the judge says is 11 points too high; the corrected rate holds the true one, and the plain one does not.
  expect(within(rate.interval, truth.share)).toBe(false);
  expect(within(corrected?.interval ?? null, truth.share)).toBe(true);
});

it('a review changes no verdict, and filters find what is to be done and what is in dispute', async () => {
  const { run, state } = await judgedRun(4);
  const trials = [...state.trials()];
  const verdicts = trials.map(({ verdicts: own }) => own);
  const say = async (index: number, answer: Parameters<typeof reviewEvent>[1]['answer'], note = ''): Promise<void> => {
    const trial = trials[index]?.id ?? '';
    const event = reviewEvent(state, { trial, classifier: 'judged', answer, note, by: 'Ann', blind: false }, 1);
    if (event === null) throw new Error('it can be reviewed');
    state.apply(event, await run.journal.append(event));
  };
  await say(0, { kind: 'agree' });
  await say(1, { kind: 'disagree' });
  await say(2, { kind: 'none' }, 'Look again.');
  const found = (only: 'unreviewed' | 'disagreed'): readonly string[] =>
    trialsPage(state, { classifier: 'judged', only }, 0, 10).rows.map(({ trial }) => trial);
  expect(found('unreviewed')).toEqual([trials[2]?.id, trials[3]?.id]);
  expect(found('disagreed')).toEqual([trials[1]?.id]);
  expect([...state.trials()].map(({ verdicts: own }) => own)).toEqual(verdicts);
  expect(agreementViews(state)[0]).toMatchObject({ reviewed: 2, blind: 0, agreement: { n: 2, agreed: 0.5 } });
  expect(
    reviewEvent(
      state,
      { ...{ trial: 'gone', classifier: 'judged', note: '', by: null, blind: false }, answer: { kind: 'agree' } },
      1,
    ),
  ).toBeNull();
});

it.each([
  [0.706, [0.416, 1], '0.71 [0.42–1.00]'],
  [0.05, [-0.2, 0.3], '0.05 [−0.20 to 0.30]'],
  [-0.001, [-0.12, -0.001], '0.00 [−0.12 to 0.00]'],
  [1, null, '1.00 (no interval: all agree)'],
] as const)('κ %d in words', (kappa, kappaInterval, words) => {
  const agreement = { n: 10, agreed: 0.9, agreedInterval: null, kappa, kappaInterval };
  expect(kappaWords({ agreement } as unknown as AgreementView)).toBe(words);
});
