import { listProblems } from '../document/problemList.ts';
import type { ParsedDocument } from '../document/parsedDocument.ts';
import type { SchemaError } from '../document/schemaError.ts';
import type { Problem } from '../text/problem.ts';
import { joinPointer, valueAt } from '../text/json.ts';
import type { Finding } from './schemaFinding.ts';
import { missingKey, oneKindOnly, unknownKey } from './schemaKeyWords.ts';
import { badBound, badConstant, badSize, badSpelling, notOneOf, wrongType } from './schemaValueWords.ts';

/** What a generated validator says about a document, in words for its author; sorted, each part of the text once. */
export function wordSchemaErrors(document: ParsedDocument, errors: readonly SchemaError[]): readonly Problem[] {
  const told = new Set(document.problems.map(({ pointer }) => pointer));
  const problems: Problem[] = [];
  for (const error of errors.slice(0, most).sort((a, b) => rank(a) - rank(b))) {
    const pointer = error.instancePath;
    const finding = { document, error, pointer, value: valueAt(document.data, pointer) };
    for (const problem of wordings[error.keyword]?.(finding) ?? []) {
      if (told.has(problem.pointer)) continue;
      // A key that is missing is a problem beside others of the same map; anything else follows from the first.
      if (problem.code !== 'missing-key') told.add(problem.pointer);
      problems.push(problem);
    }
  }
  return listProblems(withoutEchoes(problems), Math.max(0, errors.length - most));
}

/** Errors that are worded: more than are listed, and few enough not to take long. */
const most = 500;

const wordings: Readonly<Partial<Record<string, (finding: Finding) => readonly Problem[]>>> = {
  closed: unknownKey,
  required: missingKey,
  byKey: oneKindOnly,
  type: wrongType,
  byType: wrongType,
  enum: notOneOf,
  const: badConstant,
  spelling: badSpelling,
  minimum: badBound,
  maximum: badBound,
  exclusiveMinimum: badBound,
  exclusiveMaximum: badBound,
  minLength: badSize,
  maxLength: badSize,
  minItems: badSize,
  maxItems: badSize,
  minProperties: badSize,
  maxProperties: badSize,
};

/** A wrong type explains every other error of the same value, but where only some words can stand, those explain more. */
function rank({ keyword }: SchemaError): number {
  if (keyword === 'enum') return 0;
  return keyword === 'type' || keyword === 'byType' ? 1 : 2;
}

/** A key that is missing because it is misspelt is told as misspelt alone. */
function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const renamed = problems
    .filter(({ code, fixes }) => code === 'unknown-key' && fixes)
    .map(({ pointer, fixes }) => joinPointer(parentOf(pointer ?? ''), fixes?.[0]?.edits[0]?.newText ?? ''));
  const echoes = new Set(renamed);
  return problems.filter(({ code, pointer }) => code !== 'missing-key' || !echoes.has(pointer ?? ''));
}

function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}
