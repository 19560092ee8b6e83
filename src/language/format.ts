import { isMap, parseDocument as parseYaml } from 'yaml';
import { parseDocument } from '../core/document/parseDocument.ts';
import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import { canonicalJson } from '../core/text/json.ts';
import type { TextEdit } from '../core/text/problem.ts';
import { differenceEdit } from './edits.ts';
import { layOut } from './format/layout.ts';
import { createSourceLines } from './format/lines.ts';

/**
 * The edit that gives a file two spaces for each level and its keys the order of the schema. Every text keeps its
 * characters, every comment the key below it. Null where there is nothing to do, where the text is not one YAML document,
 * and where anything would be read differently: the result is read back before it is given.
 */
export function formatDocument(document: ParsedDocument): TextEdit | null {
  const { text, data } = document;
  if (data === undefined || document.problems.some(({ severity }) => severity === 'error')) return null;
  const formatted = format(text);
  if (formatted === null || formatted === text) return null;
  const isSame = canonicalJson(parseDocument(formatted).data) === canonicalJson(data);
  return isSame ? differenceEdit(text, formatted) : null;
}

function format(text: string): string | null {
  const { contents } = parseYaml(text, { schema: 'core', uniqueKeys: false, stringKeys: true });
  if (!isMap(contents) || contents.flow === true) return null;
  const source = createSourceLines(text);
  const firstKey = contents.items[0]?.key.range[0];
  if (firstKey === undefined) return null;
  const header = headerLength(source.lines.slice(0, source.lineOf(firstKey)));
  const laid = layOut(source, contents, header);
  if (laid === null) return null;
  const below = source.lines.slice(source.lastLineOf(contents) + 1);
  return [...source.lines.slice(0, header), ...laid, ...below].join('\n');
}

/** What a file begins with stays there: all above an empty line, and what tells editors its schema. */
function headerLength(above: readonly string[]): number {
  return above.findLastIndex((line) => line.trim() === '' || /yaml-language-server|^---/.test(line)) + 1;
}
