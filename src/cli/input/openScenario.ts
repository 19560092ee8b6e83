import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { filesOf, type KeptFile } from '../../core/scenario/files/keptFiles.ts';
import type { Scenario } from '../../core/scenario/scenario.ts';
import { checkScenario } from '../../core/trial/check.ts';
import type { Condition } from '../../core/trial/trial.ts';
import { sha256 } from '../../node/sha256.ts';
import { codeFrame } from '../text/codeFrame.ts';
import type { Output } from '../output.ts';
import { readScenarioFile } from './readScenarioFile.ts';
import { findScenarioFiles } from './scenarioFiles.ts';

export interface OpenScenario {
  readonly path: string;
  readonly document: ParsedDocument;
  readonly text: string;
  /** What it names. */
  readonly files: readonly KeptFile[];
  readonly scenario: Scenario;
  readonly conditions: readonly Condition[];
}

/** A scenario that can be run; null when it has errors, which are then on stderr. */
export async function openScenario(path: string, output: Output): Promise<OpenScenario | null> {
  const document = await readScenarioFile(path);
  const { scenario, conditions, problems } = checkScenario(document, sha256);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (scenario !== null && errors.length === 0) {
    const text = document.files[0]?.text ?? '';
    return { path, document, text, files: filesOf(document), scenario, conditions };
  }
  for (const problem of errors) output.note(codeFrame(path, document, problem, output));
  output.note(`${path} has errors: mend them first`);
  return null;
}

/** All scenarios that the arguments name; null where one of them has errors: each of those has been told. */
export async function openScenarios(
  args: readonly string[],
  output: Output,
): Promise<{ readonly paths: readonly string[]; readonly opened: readonly OpenScenario[] } | null> {
  const paths = await findScenarioFiles(args);
  const opened: OpenScenario[] = [];
  for (const path of paths) {
    const scenario = await openScenario(path, output);
    if (scenario !== null) opened.push(scenario);
  }
  return opened.length < paths.length ? null : { paths, opened };
}
