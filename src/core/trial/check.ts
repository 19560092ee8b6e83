import type { ParsedDocument } from '../document/parsedDocument.ts';
import { listFindings } from '../scenario/reader.ts';
import { readSteps } from '../scenario/readScenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Hash, Signal, Yield } from '../text/ports.ts';
import type { Problem } from '../text/problem.ts';
import { finish, finishSliced, type Steps } from '../text/steps.ts';
import { planSteps } from './plan.ts';
import type { Condition } from './trial.ts';

export interface CheckedFile {
  /** Null exactly where a problem is an error: then nothing of the file may be run. */
  readonly scenario: Scenario | null;
  readonly conditions: readonly Condition[];
  /** In the order of the text, and no more than anybody reads. */
  readonly problems: readonly Problem[];
}

/** All that is wrong with a file, and, where nothing is, what it means and what it sends. Never throws. */
export function checkScenario(document: ParsedDocument, hash: Hash): CheckedFile {
  return finish(checkSteps(document, hash));
}

/** As `checkScenario`, but lets other work go first between slices of a few milliseconds. Throws `WorkAborted` when the signal aborts. */
export function checkScenarioSliced(
  document: ParsedDocument,
  hash: Hash,
  yieldControl: Yield,
  signal?: Signal,
): Promise<CheckedFile> {
  return finishSliced(checkSteps(document, hash), yieldControl, signal);
}

/** Each step is a slice of bounded work. */
export function* checkSteps(document: ParsedDocument, hash: Hash): Steps<CheckedFile> {
  const reading = yield* readSteps(document);
  const { scenario, hasErrors } = reading;
  if (scenario === null) return { scenario, conditions: [], problems: listFindings(reading) };
  yield;
  const plan = yield* planSteps({ scenario, reading, document, hash });
  const isBroken = hasErrors || plan.problems.some(({ severity }) => severity === 'error');
  const problems = listFindings({
    problems: [...reading.problems, ...plan.problems],
    unlisted: reading.unlisted + plan.unlisted,
    hasErrors: isBroken,
  });
  return isBroken ? { scenario: null, conditions: [], problems } : { scenario, conditions: plan.conditions, problems };
}

export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
