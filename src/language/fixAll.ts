import { partAt, rangeIn } from '../core/document/filePart.ts';
import type { FilePart, ParsedDocument } from '../core/document/parsedDocument.ts';
import type { Problem, TextEdit } from '../core/text/problem.ts';
import type { TextRange } from '../core/text/range.ts';
import { applyEdits, differenceEdit } from './edits.ts';

/** Enough for fixes that show further problems, and an end where two fixes undo each other. */
const mostRounds = 20;

/** What is wrong with a file that is perhaps one of several. */
export interface FileFindings {
  /** Those of the file, with fixes that change no other. */
  readonly problems: readonly Problem[];
  /** How many there are in all files of the scenario. */
  readonly errors: number;
}

/**
 * The edit that applies every safe fix: of what is wrong now, and of what is seen only once that is mended. Null where
 * nothing is to be done. A round that leaves more errors than it found is not taken, unless errors of syntax hid them.
 *
 * @param check What is wrong with the file when this is its text.
 */
export async function fixAll(text: string, check: (text: string) => Promise<FileFindings>): Promise<TextEdit | null> {
  let fixed = text;
  let found = await check(text);
  for (let round = 0; round < mostRounds; round++) {
    const edits = safeEdits(found.problems);
    if (edits.length === 0) break;
    const next = applyEdits(fixed, edits);
    const left = await check(next);
    if (left.errors > found.errors && !hidMore(found.problems)) break;
    fixed = next;
    found = left;
  }
  return differenceEdit(text, fixed);
}

/** What is wrong with one of the files of a document, of all that is. */
export function findingsIn(document: ParsedDocument, part: FilePart, problems: readonly Problem[]): FileFindings {
  const isInside = ({ start }: TextRange): boolean => partAt(document, start) === part;
  const own = problems
    .filter(({ range }) => isInside(range))
    .map(({ fixes = [], ...problem }) => ({
      ...problem,
      range: rangeIn(part, problem.range),
      fixes: fixes
        .filter(({ edits }) => edits.every(({ range }) => isInside(range)))
        .map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, range: rangeIn(part, edit.range) })) })),
    }));
  return { problems: own, errors: problems.filter(({ severity }) => severity === 'error').length };
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
