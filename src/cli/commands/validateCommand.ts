import { dirname, resolve } from 'node:path';
import { parseDocument } from '../../core/document/parseDocument.ts';
import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import { listProblems } from '../../core/document/problemList.ts';
import { checkFile } from '../../core/experiment/checkFile.ts';
import { fragmentSteps } from '../../core/scenario/files/fragment.ts';
import { isFragmentPath } from '../../core/scenario/files/paths.ts';
import { modelProblems } from '../../core/scenario/modelProblems.ts';
import type { Problem } from '../../core/text/problem.ts';
import { toPosition1 } from '../../core/text/range.ts';
import { finish } from '../../core/text/steps.ts';
import { diskFiles } from '../../node/diskFiles.ts';
import { sha256 } from '../../node/sha256.ts';
import { version } from '../../node/version.ts';
import { builtinProfiles } from '../../providers/services.ts';
import { codeFrame } from '../text/codeFrame.ts';
import { exitCode } from '../exitCode.ts';
import { readNamedFile } from '../input/files.ts';
import type { Output } from '../output.ts';
import { placeInFile, readScenarioFile, type PlaceInFile } from '../input/readScenarioFile.ts';
import type { FileProblems } from '../text/sarif.ts';
import { findScenarioFiles } from '../input/scenarioFiles.ts';

/** Checks every file that the arguments stand for and prints all problems of all of them. Exit code 1 if one is an error. */
export async function validateCommand(args: readonly string[], output: Output): Promise<number> {
  const files: FileProblems[] = [];
  const told = new Set<string>();
  for (const path of await findScenarioFiles(args)) {
    const { document, problems: all } = await check(path);
    const problems = all.filter((problem) => isNew(told, path, document, problem));
    for (const problem of problems) output.text(`${codeFrame(path, document, problem, output)}\n`);
    files.push({ path, document, problems });
  }
  const errors = count(files, 'error');
  const warnings = count(files, 'warning');
  output.text(`${plural(files.length, 'file')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`);
  output.json(output.format === 'sarif' ? await sarif(files) : { files: filesJson(files), errors, warnings });
  return errors > 0 ? exitCode.problems : exitCode.fine;
}

async function check(path: string): Promise<Pick<FileProblems, 'document' | 'problems'>> {
  if (isFragmentPath(path)) {
    const document = parseDocument(await readNamedFile(path));
    return { document, problems: finish(fragmentSteps(document)) };
  }
  if (isScriptedModelPath(path)) {
    const { readScriptedModel } = await import('../../providers/scripted/scriptedModel.ts');
    return readScriptedModel(await readNamedFile(path));
  }
  const document = await readScenarioFile(path);
  const { scenario, problems } = checkFile(document, sha256);
  if (scenario === null) return { document, problems };
  const folder = resolve(dirname(path));
  const models = await modelProblems(document, {
    files: diskFiles({ folder, root: folder }),
    providers: builtinProfiles,
  });
  return { document, problems: listProblems([...problems, ...models]) };
}

/** Scenarios find scripted models by this name alone. */
function isScriptedModelPath(path: string): boolean {
  return path.endsWith('.model.yaml');
}

/** Several scenarios may include one fragment, and what is wrong with that alone is told once. */
function isNew(told: Set<string>, scenario: string, document: ParsedDocument, problem: Problem): boolean {
  const { path, range } = placeInFile(scenario, document, problem.range);
  const key = [path, range.start, range.end, problem.code, problem.message].join('\n');
  return !told.has(key) && told.add(key).has(key);
}

async function sarif(files: readonly FileProblems[]): Promise<unknown> {
  const [{ problemsSarif }, { readProblemRules }, { default: page }] = await Promise.all([
    import('../text/sarif.ts'),
    import('../text/problemRules.ts'),
    import('../../../docs/problems.md'),
  ]);
  return problemsSarif(files, { rules: readProblemRules(page), version });
}

/** Every file that was asked for, and those that they name and that have problems. */
function filesJson(files: readonly FileProblems[]) {
  const found = new Map<string, ReturnType<typeof problemJson>[]>(files.map(({ path }) => [path, []]));
  for (const { path: scenario, document, problems } of files) {
    for (const problem of problems) {
      const place = placeInFile(scenario, document, problem.range);
      found.set(place.path, [...(found.get(place.path) ?? []), problemJson(place, problem)]);
    }
  }
  return [...found].map(([path, problems]) => ({ path, problems }));
}

/** Lines and columns from 1, in UTF-16 units: part of the CLI's contract. */
function problemJson({ part, range }: PlaceInFile, problem: Problem) {
  const { lines } = part;
  return {
    code: problem.code,
    severity: problem.severity,
    message: problem.message,
    pointer: problem.pointer === null ? null : part.pointerOf(problem.pointer),
    range: {
      start: toPosition1(lines.positionAt(range.start)),
      end: toPosition1(lines.positionAt(range.end)),
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
