import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import { schemaProblems } from '../core/scenario/schemaProblems.ts';
import type { Problem } from '../core/text/problem.ts';
import type { Completion } from './completion/complete.ts';

/** What is wrong with the YAML itself: every YAML extension says these, in its own words. */
const saidByAll: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'tab-indent',
  'unquoted-colon',
  'unquoted-start',
  'unclosed-quote',
  'unclosed-bracket',
  'stray-bracket',
  'missing-colon',
  'missing-space',
  'missing-comma',
  'missing-dash',
  'bad-indent',
  'bad-list',
  'block-in-brackets',
  'bad-comment',
  'bad-escape',
  'text-after-value',
  'duplicate-key',
  'unknown-tag',
  'bad-alias',
  'unknown-alias',
]);

/** What is left to say of a file that another extension checks as YAML and, where it knows the schema, by that. */
export function problemsBeside(
  document: ParsedDocument,
  problems: readonly Problem[],
  knows: { readonly schema: boolean },
): readonly Problem[] {
  const placed = ({ code, range }: Problem): string => `${code} ${range.start} ${range.end}`;
  const bySchema = new Set(knows.schema ? schemaProblems(document).map(placed) : []);
  return problems.filter((problem) => !saidByAll.has(problem.code) && !bySchema.has(placed(problem)));
}

/** Names of the scenario, which no schema knows; keys and words of the format are offered by whoever knows the schema. */
export function completionsBeside(completions: readonly Completion[]): readonly Completion[] {
  return completions.filter(({ kind }) => kind !== 'key' && kind !== 'value' && kind !== 'part');
}
