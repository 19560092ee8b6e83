import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Problem } from '../text/problem.ts';
import { finish, type Steps } from '../text/steps.ts';
import { validateScenario } from './generated/validateScenario.js';
import { wordSchemaErrors } from './schemaWords.ts';

/**
 * What the schema finds wrong with a scenario, in the order of the text. Empty where the text is no document at all: its
 * own problems say why. What has a problem of its own already gets none from here.
 */
export function schemaProblems(document: ParsedDocument): readonly Problem[] {
  return finish(schemaSteps(document));
}

export function* schemaSteps(document: ParsedDocument): Steps<readonly Problem[]> {
  if (document.data === undefined) return [];
  const errors = validateScenario(document.data);
  yield;
  return wordSchemaErrors(document, errors);
}
