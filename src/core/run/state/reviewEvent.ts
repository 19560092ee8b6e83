import { labelled, otherThan, type Review, type ReviewAnswer } from '../../verdict/review.ts';
import type { ReviewEvent } from '../journal/journal.ts';
import type { RunState } from './runState.ts';

/** What a person said, in the words of a view. */
export interface Said extends Pick<Review, 'classifier' | 'note' | 'by' | 'blind'> {
  readonly trial: string;
  readonly answer: ReviewAnswer;
}

/**
 * The event of a review. Null where it makes no sense: there is no such trial, classifier or label, the trial was not completed,
 * or there is no verdict to agree with.
 */
export function reviewEvent(state: RunState, { trial, answer, ...said }: Said, at: number): ReviewEvent | null {
  const record = state.trial(trial);
  const index = state.scenario.classifiers.findIndex(({ id }) => id === said.classifier);
  const classifier = state.scenario.classifiers[index];
  const condition = state.manifest.conditions[record?.condition ?? -1]?.id;
  const model = state.manifest.models[record?.model ?? -1]?.model;
  if (record?.state !== 'completed' || classifier === undefined) return null;
  if (condition === undefined || model === undefined) return null;
  const opinion = opinionOf(answer, record.verdicts[index]?.label ?? null, classifier.labels);
  if (opinion === null) return null;
  const key = { trial, condition, model, repetition: record.repetition };
  return { type: 'review', ...key, review: { ...said, ...opinion }, at };
}

function opinionOf(
  answer: ReviewAnswer,
  verdict: string | null,
  labels: Parameters<typeof labelled>[0],
): Pick<Review, 'label' | 'positive'> | null {
  switch (answer.kind) {
    case 'label':
      return [...labels.positive, ...labels.negative].includes(answer.label) ? labelled(labels, answer.label) : null;
    case 'agree':
      return verdict === null ? null : labelled(labels, verdict);
    case 'disagree':
      return verdict === null ? null : otherThan(labels, verdict);
    case 'none':
      return { label: null, positive: null };
  }
}
