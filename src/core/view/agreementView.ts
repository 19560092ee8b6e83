import type { RunState } from '../run/state/runState.ts';
import type { TrialRecord } from '../run/state/trialRecord.ts';
import type { Classifier } from '../scenario/classifier.ts';
import { accuracyOf, agreementOf, confusionOf, type Accuracy, type Agreement } from '../stats/agreement.ts';
import { correctedRate } from '../stats/correctedRate.ts';
import { wilson, type Count, type Interval } from '../stats/intervals.ts';
import type { Review } from '../verdict/review.ts';

/** How often one classifier and the people who reviewed its trials say the same. Labels never change a verdict. */
export interface AgreementView {
  readonly classifier: string;
  readonly title: string;
  /** Of all completed trials: those that people have an opinion of. */
  readonly completed: number;
  readonly reviewed: number;
  /** Of the reviewed ones: labelled while the verdict was hidden. */
  readonly blind: number;
  /** Of the reviewed ones: the verdict is none that counts, so that there is nothing to compare. */
  readonly ungraded: number;
  /** Rows: what the classifier says. Columns: what people say. */
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
  readonly agreement: Agreement;
  /** What people call positive, of the compared trials. */
  readonly baseRate: Count;
  /** With the people for the truth. */
  readonly accuracy: Accuracy;
  /** Of all graded trials. */
  readonly rate: Count & { readonly interval: Interval | null };
  /** The rate, corrected for what the classifier was measured to get wrong; null where that cannot be told. */
  readonly corrected: { readonly value: number; readonly interval: Interval } | null;
}

/** One for each classifier that has labels, in the order of the scenario. Its size does not grow with the trials. */
export function agreementViews(state: RunState): readonly AgreementView[] {
  const records = [...state.reviews.trials()].flatMap((trial) => state.trial(trial) ?? []);
  return state.scenario.classifiers.map((classifier, index) =>
    agreementOfClassifier(state, classifier, index, records),
  );
}

interface Compared {
  readonly review: Review;
  readonly verdict: TrialRecord['verdicts'][number];
}

function agreementOfClassifier(
  state: RunState,
  classifier: Classifier,
  index: number,
  records: readonly TrialRecord[],
): AgreementView {
  const reviewed = records.flatMap((record): readonly Compared[] => {
    const review = state.reviews.of(record.id, classifier.id);
    if (record.state !== 'completed' || review === null || review.positive === null) return [];
    return [{ review, verdict: record.verdicts[index] ?? null }];
  });
  const pairs = reviewed.flatMap(({ review, verdict }): readonly (readonly [string, string])[] =>
    verdict?.status === 'graded' && verdict.label !== null ? [[verdict.label, labelOf(review)]] : [],
  );
  const { positive, negative } = classifier.labels;
  const confusion = confusionOf(pairs, [...positive, ...negative]);
  const accuracy = accuracyOf(confusion, [...positive, otherPositive]);
  const rate = gradedOf(state, classifier.id);
  return {
    classifier: classifier.id,
    title: classifier.title,
    completed: state.progress.completed,
    reviewed: reviewed.length,
    blind: reviewed.filter(({ review }) => review.blind).length,
    ungraded: reviewed.length - pairs.length,
    ...confusion,
    agreement: agreementOf(confusion),
    baseRate: { positive: accuracy.sensitivity.n, n: pairs.length },
    accuracy,
    rate: { ...rate, interval: rate.n === 0 ? null : wilson(rate.positive, rate.n) },
    corrected: correctedRate(rate, accuracy),
  };
}

const otherPositive = 'another positive label';
const otherNegative = 'another negative label';

/** Of «not this one», which names no label, only the side is known. */
function labelOf({ label, positive }: Review): string {
  return label ?? (positive === true ? otherPositive : otherNegative);
}

function gradedOf(state: RunState, classifier: string): Count {
  const { conditions, models } = state.manifest;
  let [positive, n] = [0, 0];
  for (const { id } of conditions) {
    for (const { model } of models) {
      const tally = state.tally(id, model, classifier);
      positive += tally.positive;
      n += tally.graded;
    }
  }
  return { positive, n };
}
