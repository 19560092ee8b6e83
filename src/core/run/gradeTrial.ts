import type { ModelRequest, ModelResponse } from '../provider/provider.ts';
import type { Classifier } from '../scenario/classifier.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Clock, Hash, Log, Signal } from '../text/ports.ts';
import type { Reading, Transcript } from '../transcript/transcript.ts';
import { PARSER_VERSION } from '../trial/parserVersion.ts';
import type { Condition, Trial } from '../trial/trial.ts';
import { gradeTranscript, notRun } from '../verdict/gradeTranscript.ts';
import { createSharedAnswers, type SharedAnswers } from '../verdict/sharedAnswers.ts';
import type { JudgeVote, Verdict } from '../verdict/verdict.ts';
import { OutOfBudget } from './spending/budget.ts';
import type { JournalEvent } from './journal/journal.ts';
import { isCancelled, messageOf } from './journal/journalError.ts';
import type { Sender } from './sending/sender.ts';
import { keyOf } from './trialKey.ts';

export interface GradeTrialDeps {
  readonly scenario: Pick<Scenario, 'classifiers'>;
  readonly sender: Sender;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: Signal;
  readonly verdictKey: (classifier: Classifier, condition: Condition) => string;
  readonly hash: Hash;
  /** A new marker for each request of a judge, which no model can guess. */
  readonly random: () => string;
  /** Resolves when the event is on disk and told. */
  readonly record: (event: JournalEvent) => Promise<void>;
}

export interface Answered {
  readonly trial: Trial;
  readonly transcript: Transcript;
  /** Null where reading it failed. */
  readonly reading: Reading | null;
  /** The classifiers that have graded it already, by id. */
  readonly graded: ReadonlySet<string>;
}

/** How far a trial has come. */
export interface TrialEnd {
  /** Whether nothing of it is left to do. */
  readonly ended: boolean;
  /** Resolves when what came of it is on disk and told. */
  readonly recorded: Promise<unknown>;
}

/**
 * Journals one verdict of each classifier, whatever goes wrong with it. One classifier after the other, so that a trial never
 * has two requests under way; the disk may lag behind. When the run is stopped, a judge that was not heard has not graded, so
 * that a run that goes on asks it.
 */
export async function gradeTrial(answered: Answered, deps: GradeTrialDeps): Promise<TrialEnd> {
  const { trial, graded } = answered;
  const recorded: Promise<void>[] = [];
  const shared = createSharedAnswers();
  let missing = false;
  for (const classifier of deps.scenario.classifiers) {
    if (graded.has(classifier.id)) continue;
    const verdict = await verdictOf(classifier, answered, shared, deps);
    missing ||= verdict === null;
    if (verdict !== null) recorded.push(deps.record(verdictEvent(classifier, trial, verdict, deps)));
  }
  return { ended: !missing, recorded: Promise.all(recorded) };
}

function verdictEvent(
  classifier: Classifier,
  trial: Trial,
  verdict: Verdict,
  { verdictKey, clock }: GradeTrialDeps,
): JournalEvent {
  const key = verdictKey(classifier, trial.condition);
  return { type: 'verdict', ...keyOf(trial), verdict, parser: PARSER_VERSION, key, at: clock.now() };
}

/** Null where the run was stopped, or its budget used up, before the judge answered. */
async function verdictOf(
  classifier: Classifier,
  answered: Answered,
  shared: SharedAnswers,
  deps: GradeTrialDeps,
): Promise<Verdict | null> {
  const { trial, transcript, reading } = answered;
  const { condition, seed } = trial;
  const { signal, log, random, hash, record, clock } = deps;
  if (reading === null) return notRun(classifier, 'Internal error: the answer could not be read; the log says more.');
  const { ask, marker } = shared.of(classifier, { ask: judgeOf(classifier, trial, deps), marker: random });
  const votes: Promise<void>[] = [];
  const onVote = ({ label, usage }: JudgeVote, vote: number): void => {
    const [{ id: classifierId }, at] = [classifier, clock.now()];
    votes.push(record({ type: 'vote', trial: trial.id, classifier: classifierId, vote, label, usage, at }));
  };
  try {
    const graded = { classifier, transcript, reading, condition };
    const verdict = await gradeTranscript({ ...graded, ask, onVote, marker, hash, seed });
    await Promise.all(votes);
    return verdict;
  } catch (cause) {
    if (cause instanceof OutOfBudget || (signal.aborted && isCancelled(cause))) return null;
    log.error(`Classifier ${classifier.id} failed on trial ${trial.id}`, cause);
    return notRun(classifier, `Internal error: ${messageOf(cause)}`);
  }
}

function judgeOf(
  { id, judge }: Classifier,
  trial: Trial,
  { sender }: GradeTrialDeps,
): (request: ModelRequest) => Promise<ModelResponse> {
  if (judge === null) return () => Promise.reject(new Error(`classifier ${id} has no judge to ask`));
  return sender.begin({ key: keyOf(trial), judge: id, model: judge.model, seed: trial.seed });
}
