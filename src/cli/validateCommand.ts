import { parseDocument } from '../core/document/parseDocument.ts';
import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import { checkFile } from '../core/experiment/checkFile.ts';
import type { Problem } from '../core/text/problem.ts';
import { toPosition1 } from '../core/text/range.ts';
import { sha256 } from '../node/sha256.ts';
import { codeFrame } from './codeFrame.ts';
import { exitCode } from './exitCode.ts';
import { readNamedFile } from './files.ts';
import type { Output } from './output.ts';

/** Checks every file and prints all problems of all of them. Exit code 1 if one is an error. */
export async function validateCommand(paths: readonly string[], output: Output): Promise<number> {
  const files = [];
  let errors = 0;
  let warnings = 0;
  for (const path of paths) {
    const document = parseDocument(await readNamedFile(path));
    const { problems } = checkFile(document, sha256);
    for (const problem of problems) output.text(`${codeFrame(path, document.text, document.lines, problem, output)}\n`);
    errors += count(problems, 'error');
    warnings += count(problems, 'warning');
    files.push({ path, problems: problems.map((problem) => problemJson(document, problem)) });
  }
  output.json({ files, errors, warnings });
  output.text(`${plural(paths.length, 'file')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`);
  return errors > 0 ? exitCode.problems : exitCode.fine;
}

/** Lines and columns from 1, in UTF-16 units: part of the CLI's contract. */
function problemJson({ lines }: ParsedDocument, problem: Problem) {
  return {
    code: problem.code,
    severity: problem.severity,
    message: problem.message,
    pointer: problem.pointer,
    range: {
      start: toPosition1(lines.positionAt(problem.range.start)),
      end: toPosition1(lines.positionAt(problem.range.end)),
    },
    fixes: (problem.fixes ?? []).map(({ title }) => ({ title })),
  };
}

function count(problems: readonly Problem[], severity: Problem['severity']): number {
  return problems.filter((problem) => problem.severity === severity).length;
}

function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
