import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { Problem } from '../text/problem.ts';
import { validateScenario } from './generated/validateScenario.js';
import { wordSchemaErrors } from './schemaWords.ts';

/**
 * What the schema finds wrong with a scenario, in the order of the text. Empty where the text is no document at all: its
 * own problems say why. What has a problem of its own already gets none from here.
 */
export function schemaProblems(document: ParsedDocument): readonly Problem[] {
  if (document.data === undefined) return [];
  return wordSchemaErrors(document, validateScenario(document.data));
}
