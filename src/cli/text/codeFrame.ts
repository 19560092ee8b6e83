import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { Problem } from '../../core/text/problem.ts';
import { toPosition1 } from '../../core/text/range.ts';
import type { Output } from '../output.ts';
import { placeInFile } from '../input/readScenarioFile.ts';

const widest = 160;

/** A problem of a scenario as a terminal shows it: where, in which of its files, what, and the line with the characters underlined. */
export function codeFrame(scenario: string, document: ParsedDocument, problem: Problem, { colors }: Output): string {
  const { path, part, range } = placeInFile(scenario, document, problem.range);
  const { text, lines } = part;
  const start = lines.positionAt(range.start);
  const end = lines.positionAt(range.end);
  const { line, column } = toPosition1(start);
  const paint =
    problem.severity === 'error' ? colors.red : problem.severity === 'warning' ? colors.yellow : colors.cyan;
  const source = text
    .slice(lines.offsetAt({ line: start.line, character: 0 }), lines.offsetAt({ line: start.line + 1, character: 0 }))
    .trimEnd();
  const from = Math.max(0, start.character - widest / 2);
  const shown = source.slice(from, from + widest).replaceAll('\t', ' ');
  const length = Math.max(
    1,
    Math.min(
      (end.line === start.line ? end.character : source.length) - start.character,
      shown.length - (start.character - from),
    ),
  );
  const gutter = String(line).padStart(5);
  return [
    `${colors.bold(`${path}:${line}:${column}`)} ${paint(problem.severity)} ${problem.message} ${colors.dim(problem.code)}`,
    `${colors.dim(`${gutter} │`)} ${shown}`,
    `${colors.dim(`${' '.repeat(5)} │`)} ${' '.repeat(start.character - from)}${paint('~'.repeat(length))}`,
  ].join('\n');
}
