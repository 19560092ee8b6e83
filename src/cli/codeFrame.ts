import type { Problem } from '../core/text/problem.ts';
import { toPosition1, type LineIndex } from '../core/text/range.ts';
import type { Output } from './output.ts';

const widest = 160;

/** A problem as a terminal shows it: where, what, and the line with the characters underlined. */
export function codeFrame(path: string, text: string, lines: LineIndex, problem: Problem, { colors }: Output): string {
  const start = lines.positionAt(problem.range.start);
  const end = lines.positionAt(problem.range.end);
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
