import type { Providers } from '../provider/provider.ts';
import { expectedWords, type ExampleTest } from '../scenario/exampleTests.ts';
import type { Clock, Hash, Log, Signal } from '../text/ports.ts';
import type { Usage } from '../transcript/transcript.ts';
import { addUsage, noUsage } from '../transcript/usageSum.ts';
import type { Condition } from '../trial/trial.ts';
import { conditionOfExample, exampleInput } from '../verdict/exampleTranscript.ts';
import { createSharedAnswers, type SharedAnswers } from '../verdict/sharedAnswers.ts';
import { gradeTranscript } from '../verdict/gradeTranscript.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { OutOfBudget, type Budget } from './spending/budget.ts';
import { isCancelled, messageOf } from './journal/journalError.ts';
import type { PoolOf } from './sending/modelPools.ts';
import { createSender, type Sender } from './sending/sender.ts';

/** `errored`: nothing can be said of the classifier, because its judge gave no verdict or the example fits no condition. */
export type ExampleOutcome = 'passed' | 'failed' | 'errored' | 'not_run';

export interface ExampleResult extends ExampleTest {
  readonly outcome: ExampleOutcome;
  /** Null where it was not graded. */
  readonly verdict: Verdict | null;
  /** Why it is so, in one sentence or two. */
  readonly says: string;
}

export interface ExampleRun {
  readonly tests: readonly ExampleTest[];
  readonly conditions: readonly Condition[];
  readonly providers: Providers;
  readonly clock: Clock;
  readonly signal: Signal;
  readonly poolOf: PoolOf;
  readonly budget: Budget;
  readonly log: Log;
  readonly hash: Hash;
  /** A new marker for each judged transcript. */
  readonly random: () => string;
}

/**
 * Grades each example as a transcript of a run would be graded, and compares. Results come in the order of the tests; judges are
 * asked side by side, as the pools allow. Nothing is journaled: an example is no trial.
 */
export async function* testExamples(run: ExampleRun): AsyncGenerator<ExampleResult> {
  const { providers, clock, signal, poolOf, budget } = run;
  const record = (): Promise<void> => Promise.resolve();
  const sender = createSender({ providers, clock, signal, poolOf, budget, record });
  const shared = new Map<string, SharedAnswers>();
  const answersOf = ({ example }: ExampleTest): SharedAnswers => {
    const known = shared.get(example.pointer) ?? createSharedAnswers();
    shared.set(example.pointer, known);
    return known;
  };
  const results = run.tests.map((test) => resultOf(test, run, sender, answersOf(test)));
  for (const result of results) yield await result;
}

async function resultOf(
  test: ExampleTest,
  run: ExampleRun,
  sender: Sender,
  shared: SharedAnswers,
): Promise<ExampleResult> {
  const { classifier, example } = test;
  const condition = conditionOfExample(example, run.conditions);
  if (typeof condition === 'string') return { ...test, outcome: 'errored', verdict: null, says: condition };
  try {
    const seed = Number.parseInt(run.hash(`${classifier.id} ${test.index} ${JSON.stringify(example)}`).slice(0, 8), 16);
    const key = { trial: `example ${classifier.id} ${test.index}`, condition: condition.id, model: '', repetition: 0 };
    const { ask, marker } = shared.of(classifier, {
      ask: (request) =>
        classifier.judge === null
          ? Promise.reject(new Error(`classifier ${classifier.id} has no judge to ask`))
          : sender.begin({ key, judge: classifier.id, model: classifier.judge.model, seed })(request),
      marker: run.random,
    });
    const verdict = await gradeTranscript({
      ...exampleInput(example, condition),
      classifier,
      ask,
      marker,
      hash: run.hash,
      seed,
    });
    return { ...test, verdict, ...compared(test, verdict) };
  } catch (cause) {
    if (cause instanceof OutOfBudget) return { ...test, outcome: 'not_run', verdict: null, says: cause.message };
    if (run.signal.aborted && isCancelled(cause))
      return { ...test, outcome: 'not_run', verdict: null, says: 'Stopped.' };
    run.log.error(`Example ${test.index + 1} of classifier ${classifier.id} could not be graded`, cause);
    return { ...test, outcome: 'errored', verdict: null, says: `Internal error: ${messageOf(cause)}` };
  }
}

function compared(test: ExampleTest, verdict: Verdict): Pick<ExampleResult, 'outcome' | 'says'> {
  const { status, label, reason } = verdict;
  if (status !== 'graded') return { outcome: 'errored', says: `No verdict that counts (${status}): ${reason}` };
  const expected = expectedWords(test);
  const isSame = expected === label;
  return isSame
    ? { outcome: 'passed', says: reason }
    : { outcome: 'failed', says: `Expected ${expected}, got ${label ?? 'none'}. ${reason}` };
}

/** What the judges read and wrote. */
export function usageOf(results: readonly ExampleResult[]): Usage {
  return results.reduce((sum, { verdict }) => (verdict?.judge ? addUsage(sum, verdict.judge.usage) : sum), noUsage);
}
