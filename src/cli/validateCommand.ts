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
import type { FileProblems } from './sarif.ts';
import { findScenarioFiles } from './scenarioFiles.ts';

/** Checks every file that the arguments stand for and prints all problems of all of them. Exit code 1 if one is an error. */
export async function validateCommand(args: readonly string[], output: Output): Promise<number> {
  const files: FileProblems[] = [];
  for (const path of await findScenarioFiles(args)) {
    const document = parseDocument(await readNamedFile(path));
    const { problems } = checkFile(document, sha256);
    for (const problem of problems) output.text(`${codeFrame(path, document.text, document.lines, problem, output)}\n`);
    files.push({ path, document, problems });
  }
  const errors = count(files, 'error');
  const warnings = count(files, 'warning');
  output.text(`${plural(files.length, 'file')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`);
  output.json(output.format === 'sarif' ? await sarif(files) : { files: files.map(fileJson), errors, warnings });
  return errors > 0 ? exitCode.problems : exitCode.fine;
}

async function sarif(files: readonly FileProblems[]): Promise<unknown> {
  const [{ sarifLog }, { readProblemRules }, { default: page }, { default: packageJson }] = await Promise.all([
    import('./sarif.ts'),
    import('./problemRules.ts'),
    import('../../docs/problems.md'),
    import('../../package.json', { with: { type: 'json' } }),
  ]);
  return sarifLog(files, { rules: readProblemRules(page), version: packageJson.version });
}

function fileJson({ path, document, problems }: FileProblems) {
  return { path, problems: problems.map((problem) => problemJson(document, problem)) };
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

function count(files: readonly FileProblems[], severity: Problem['severity']): number {
  return files.flatMap(({ problems }) => problems).filter((problem) => problem.severity === severity).length;
}

function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
