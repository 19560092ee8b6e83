import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Hash, Signal, Yield } from '../text/ports.ts';
import type { Problem } from '../text/problem.ts';
import { finish, finishSliced, type Steps } from '../text/steps.ts';
import { checkSteps, inOrder, type CheckedFile } from '../trial/check.ts';
import { reviewSteps, type ReviewOptions } from './reviewExperiment.ts';
import { isExperimentCode, severityOf, type Severities } from './warnings.ts';

/**
 * All that is wrong with a file and, where nothing is, all that is doubtful about its experiment: what an author sees. A
 * warning that the author made an error of is one: then the scenario is null, and the file is not run. Never throws.
 */
export function checkFile(document: ParsedDocument, hash: Hash, options: ReviewOptions = {}): CheckedFile {
  return finish(fileSteps(document, hash, options));
}

/** As `checkFile`, but lets other work go first between slices of a few milliseconds. Throws `WorkAborted` when the signal aborts. */
export function checkFileSliced(
  document: ParsedDocument,
  hash: Hash,
  options: ReviewOptions,
  yieldControl: Yield,
  signal?: Signal,
): Promise<CheckedFile> {
  return finishSliced(fileSteps(document, hash, options), yieldControl, signal);
}

function* fileSteps(document: ParsedDocument, hash: Hash, options: ReviewOptions): Steps<CheckedFile> {
  const checked = yield* checkSteps(document, hash);
  const own = checked.problems.flatMap((problem) => withSeverity(problem, options.severities ?? {}));
  if (checked.scenario === null) return { ...checked, problems: own };
  const { scenario, conditions } = checked;
  const doubts = yield* reviewSteps({ document, scenario, conditions, hash, ...options });
  const problems = inOrder([...own, ...doubts]);
  const broken = problems.some(({ severity }) => severity === 'error');
  return { scenario: broken ? null : scenario, conditions, problems };
}

function withSeverity(problem: Problem, severities: Severities): readonly Problem[] {
  if (!isExperimentCode(problem.code)) return [problem];
  const severity = severityOf(problem.code, severities);
  return severity === 'off' ? [] : [{ ...problem, severity }];
}
