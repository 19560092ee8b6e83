import { isMap } from 'yaml';
import { composeDocument } from '../core/document/compose.ts';
import { parseSteps } from '../core/document/parseDocument.ts';
import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import { readTokens } from '../core/document/readTokens.ts';
import { canonicalJson } from '../core/text/json.ts';
import type { Yield } from '../core/text/ports.ts';
import type { TextEdit } from '../core/text/problem.ts';
import { finishSliced, type Steps } from '../core/text/steps.ts';
import { differenceEdit } from './edits.ts';
import { layOut } from './format/layout.ts';
import { createSourceLines } from './format/lines.ts';

/**
 * The edit that gives a file two spaces for each level and its keys the order of the schema. Every text keeps its
 * characters, every comment the key below it. Null where there is nothing to do, where the text is not one YAML document,
 * and where anything would be read differently: the result is read back before it is given. Lets other work go first
 * between slices of a few milliseconds.
 */
export function formatDocument(document: ParsedDocument, yieldControl: Yield): Promise<TextEdit | null> {
  return finishSliced(formatSteps(document), yieldControl);
}

function* formatSteps(document: ParsedDocument): Steps<TextEdit | null> {
  const { text, data } = document;
  if (data === undefined || document.problems.some(({ severity }) => severity === 'error')) return null;
  const formatted = yield* format(text);
  if (formatted === null || formatted === text) return null;
  const { data: readBack } = yield* parseSteps(formatted);
  yield;
  const before = canonicalJson(data);
  yield;
  const after = canonicalJson(readBack);
  yield;
  return before === after ? differenceEdit(text, formatted) : null;
}

function* format(text: string): Steps<string | null> {
  const { document } = yield* readTokens(text);
  const { root } = yield* composeDocument(document, text.length);
  if (!isMap(root) || root.flow === true) return null;
  const source = createSourceLines(text);
  const firstKey = root.items[0]?.key.range[0];
  if (firstKey === undefined) return null;
  const header = headerLength(source.lines.slice(0, source.lineOf(firstKey)));
  yield;
  const laid = yield* layOut(source, root, header);
  if (laid === null) return null;
  yield;
  const below = source.lines.slice(source.lastLineOf(root) + 1);
  return [...source.lines.slice(0, header), ...laid, ...below].join('\n');
}

/** What a file begins with stays there: all above an empty line, and what tells editors its schema. */
function headerLength(above: readonly string[]): number {
  return above.findLastIndex((line) => line.trim() === '' || /yaml-language-server|^---/.test(line)) + 1;
}
