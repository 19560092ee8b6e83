import type { Transcript } from '../../transcript/transcript.ts';
import type { Condition, Trial } from '../../trial/trial.ts';
import type { Classifier } from '../../scenario/classifier.ts';
import { stillSays } from '../../verdict/review.ts';
import type { JournalEvent, OutcomeEvent, ReviewEvent, VerdictEvent } from './journal.ts';
import { keyOf } from '../trialKey.ts';

/** A trial whose response is there already, so that none is bought. */
export interface Recalled {
  /** Not in this run's journal yet: copied into it first. */
  readonly copy: readonly (OutcomeEvent | VerdictEvent | ReviewEvent)[];
  readonly transcript: Transcript;
  /** The classifiers whose verdicts stand, by id; the others grade it anew. */
  readonly graded: ReadonlySet<string>;
}

/** Null for a trial that has to be sent. */
export type Recall = (trial: Trial) => Promise<Recalled | null>;

/** Of a run that starts from nothing. */
export const recallNothing: Recall = () => Promise.resolve(null);

/** What the first of two knows, else what the second does. */
export function firstRecall(first: Recall, second: Recall): Recall {
  return async (trial) => (await first(trial)) ?? second(trial);
}

export interface ReuseInput {
  readonly trial: Trial;
  /** What the journal of the earlier run holds of it. */
  readonly events: readonly JournalEvent[];
  /** The name of that run. */
  readonly run: string;
  readonly classifiers: readonly Classifier[];
  readonly verdictKey: (classifier: Classifier, condition: Condition) => string;
}

/**
 * What an earlier run leaves to a new one: a completed response, each verdict that would be given again in the same way, and
 * what people said of it, which holds for the response whatever the classifier's text is now. A judge that could not be asked is asked anew. Null where there is no completed response of this trial.
 */
export function reuse({ trial, events, run, classifiers, verdictKey }: ReuseInput): Recalled | null {
  const outcome = events.find((event) => event.type === 'outcome');
  if (outcome?.trial !== trial.id || outcome.result.status !== 'completed') return null;
  const keys = new Map(classifiers.map((classifier) => [classifier.id, verdictKey(classifier, trial.condition)]));
  const verdicts = events.filter(
    (event): event is VerdictEvent => event.type === 'verdict' && stands(event, trial, keys),
  );
  const reviews = events.filter((event): event is ReviewEvent => {
    if (event.type !== 'review') return false;
    const classifier = classifiers.find(({ id }) => id === event.review.classifier);
    return classifier !== undefined && stillSays(event.review, classifier.labels);
  });
  const copy = [outcome, ...verdicts, ...reviews].map((event) => ({
    ...event,
    // The same trial may have had another place: a factor was added, or a level renamed.
    ...keyOf(trial),
    reusedFrom: event.reusedFrom ?? run,
  }));
  return {
    copy,
    transcript: outcome.result.transcript,
    graded: new Set(verdicts.map(({ verdict }) => verdict.classifier)),
  };
}

function stands({ trial, key, verdict }: VerdictEvent, { id }: Trial, keys: ReadonlyMap<string, string>): boolean {
  const isAnswer = verdict.status !== 'not_run' && verdict.status !== 'judge_error';
  return trial === id && isAnswer && key !== undefined && key === keys.get(verdict.classifier);
}
