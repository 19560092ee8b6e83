import { parseDocument } from '../core/document/parseDocument.ts';
import type { Scenario } from '../core/scenario/scenario.ts';
import { checkScenario } from '../core/trial/check.ts';
import type { Condition } from '../core/trial/trial.ts';
import { sha256 } from '../node/sha256.ts';
import { codeFrame } from './codeFrame.ts';
import { readNamedFile } from './files.ts';
import type { Output } from './output.ts';

export interface OpenScenario {
  readonly path: string;
  readonly text: string;
  readonly scenario: Scenario;
  readonly conditions: readonly Condition[];
}

/** A scenario that can be run; null when it has errors, which are then on stderr. */
export async function openScenario(path: string, output: Output): Promise<OpenScenario | null> {
  const document = parseDocument(await readNamedFile(path));
  const { scenario, conditions, problems } = checkScenario(document, sha256);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (scenario !== null && errors.length === 0) return { path, text: document.text, scenario, conditions };
  for (const problem of errors) output.note(codeFrame(path, document.text, document.lines, problem, output));
  output.note(`${path} has errors: mend them first`);
  return null;
}
