import type { ParsedDocument } from '../document/parsedDocument.ts';
import { readScenario } from '../scenario/readScenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Hash } from '../text/ports.ts';
import type { Problem } from '../text/problem.ts';
import { planConditions } from './plan.ts';
import type { Condition } from './trial.ts';

export interface CheckedFile {
  /** Null exactly where a problem is an error: then nothing of the file may be run. */
  readonly scenario: Scenario | null;
  readonly conditions: readonly Condition[];
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

/** All that is wrong with a file, and, where nothing is, what it means and what it sends. Never throws. */
export function checkScenario(document: ParsedDocument, hash: Hash): CheckedFile {
  const read = readScenario(document);
  if (read.scenario === null) return { scenario: null, conditions: [], problems: inOrder(read.problems) };
  const plan = planConditions(read.scenario, document, hash);
  const problems = inOrder([...read.problems, ...plan.problems]);
  const broken = problems.some(({ severity }) => severity === 'error');
  return { scenario: broken ? null : read.scenario, conditions: plan.conditions, problems };
}

export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
