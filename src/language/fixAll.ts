import type { Problem, TextEdit } from '../core/text/problem.ts';
import { applyEdits, differenceEdit } from './edits.ts';

/** Enough for fixes that show further problems, and an end where two fixes undo each other. */
const mostRounds = 20;

/**
 * The edit that applies every safe fix: of what is wrong now, and of what is seen only once that is mended. Null where
 * nothing is to be done. A round that leaves more errors than it found is not taken, unless errors of syntax hid them.
 *
 * @param check What is wrong with a text.
 */
export function fixAll(text: string, check: (text: string) => readonly Problem[]): TextEdit | null {
  let fixed = text;
  let problems = check(text);
  for (let round = 0; round < mostRounds; round++) {
    const edits = safeEdits(problems);
    if (edits.length === 0) break;
    const next = applyEdits(fixed, edits);
    const left = check(next);
    if (errors(left) > errors(problems) && !hidMore(problems)) break;
    fixed = next;
    problems = left;
  }
  return differenceEdit(text, fixed);
}

function errors(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

/** Errors of syntax hide what else is wrong, and long lists are cut. */
function hidMore(problems: readonly Problem[]): boolean {
  return problems.some(({ pointer, code }) => pointer === null || code === 'more-problems');
}

/** The edits of the first safe fix of each problem, without those that would touch an earlier one. */
function safeEdits(problems: readonly Problem[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fixes } of problems) {
    const fix = fixes?.find(({ safe }) => safe === true);
    if (fix && !fix.edits.some((edit) => taken.some((other) => overlaps(edit, other)))) taken.push(...fix.edits);
  }
  return taken;
}

function overlaps({ range: a }: TextEdit, { range: b }: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
