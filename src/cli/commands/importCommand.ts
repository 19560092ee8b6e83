import { writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { assumedLevels } from '../../exchange/transcripts/assumedLevels.ts';
import { planImport } from '../../exchange/transcripts/importPlan.ts';
import type { ImportTarget, LineProblem, Survey } from '../../exchange/transcripts/imported.ts';
import { givenTarget, writtenTarget } from '../../exchange/transcripts/importTarget.ts';
import { Refusal } from '../../exchange/transcripts/refusal.ts';
import { surveyTranscripts } from '../../exchange/transcripts/survey.ts';
import {
  openTranscripts,
  type ImportKind,
  type TranscriptSource,
} from '../../exchange/transcripts/transcriptSource.ts';
import { NotText, readTextLines, writeImportedRun } from '../../node/importedRun.ts';
import { makeFolders } from '../../node/makeFolders.ts';
import { storedPath } from '../../node/runSession.ts';
import { sha256 } from '../../node/sha256.ts';
import { version } from '../../node/version.ts';
import { exitCode, UsageError } from '../exitCode.ts';
import { systemCode } from '../input/files.ts';
import { openScenario } from '../input/openScenario.ts';
import type { Output } from '../output.ts';

export interface ImportChoice {
  /** The folder that will hold `.scenarist`, and the scenario where one is written. */
  readonly output: string;
  /** A file. */
  readonly scenario?: string;
}

/** So many problems say what is wrong with a file. */
const mostProblems = 50;

/**
 * Makes a run of transcripts that were made elsewhere. Where one line cannot be read, nothing is written: every such line is told,
 * and the exit code is 1.
 */
export async function importCommand(
  kind: ImportKind,
  path: string,
  choice: ImportChoice,
  output: Output,
): Promise<number> {
  const given = choice.scenario === undefined ? null : await openScenario(choice.scenario, output);
  if (choice.scenario !== undefined && given === null) return exitCode.usage;
  const source = await open(kind, path);
  const survey = await surveyTranscripts(source.lines(), given);
  if (survey.problems.length > 0) return refuse(path, survey.problems, source, output);
  for (const sentence of source.leftOut) output.note(sentence);
  if (survey.entries.length === 0) throw new UsageError(`${path} holds no transcript: ${empty[source.unit]}`);
  const root = resolve(choice.output);
  const target =
    given === null ? written(path, survey) : givenTarget(given, storedPath(root, resolve(given.path)), survey);
  const createdAt = new Date().toISOString();
  const plan = planImport(survey, target, {
    createdAt,
    scenarist: version,
    source: basename(path),
    hash: sha256,
  });
  if (given === null) await keepScenario(resolve(root, target.path), target.text);
  const folder = await writeImportedRun(root, plan.manifest, plan.events(source.lines()));
  if (given !== null) for (const sentence of assumedLevels(survey, given.scenario)) output.note(sentence);
  tell(folder, survey, target, output);
  return exitCode.fine;
}

const empty: Readonly<Record<TranscriptSource['unit'], string>> = {
  line: 'write one JSON object on each line',
  sample: 'none of its samples has an answer',
};

async function open(kind: ImportKind, path: string): Promise<TranscriptSource> {
  try {
    return await openTranscripts(kind, () => readLines(path));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new UsageError(`${path}: ${error.message}`);
  }
}

async function* readLines(path: string): AsyncGenerator<string> {
  try {
    yield* readTextLines(path);
  } catch (error) {
    if (error instanceof NotText) throw new UsageError(`${path} is not UTF-8 text: save it as UTF-8`);
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UsageError(code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read (${code})`);
  }
}

function written(path: string, survey: Survey): ImportTarget {
  try {
    return writtenTarget(basename(path), survey, sha256);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new UsageError(`${path}: ${error.message}. Or name a scenario with --scenario`);
  }
}

function refuse(path: string, problems: readonly LineProblem[], { unit }: TranscriptSource, output: Output): number {
  const placeOf = (number: number): string => (unit === 'line' ? `${path}:${number}` : `${path}, sample ${number}:`);
  for (const { line, message } of problems.slice(0, mostProblems)) output.note(`${placeOf(line)} ${message}`);
  if (problems.length > mostProblems) output.note(`… and ${problems.length - mostProblems} more`);
  output.note(
    `${path}: ${problems.length} ${problems.length === 1 ? unit : `${unit}s`} cannot be imported, so nothing was`,
  );
  output.json({ run: null, problems });
  return exitCode.problems;
}

async function keepScenario(path: string, text: string): Promise<void> {
  try {
    await makeFolders(dirname(path));
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UsageError(
      code === 'EEXIST'
        ? `${path} is there already: import by it with --scenario, or into another folder`
        : `${path} cannot be written (${code})`,
    );
  }
}

function tell(folder: string, { entries, unread }: Survey, { path }: ImportTarget, output: Output): void {
  for (const [key, lines] of unread)
    output.note(`\`${key}\` was not imported (${lines} ${lines === 1 ? 'line' : 'lines'})`);
  const transcripts = `${entries.length} ${entries.length === 1 ? 'transcript' : 'transcripts'}`;
  output.text(`${transcripts}, of the scenario ${path}\n${folder}`);
  output.json({ run: basename(folder), folder, scenario: path, transcripts: entries.length });
}
