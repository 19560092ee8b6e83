import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ImportTarget, LineProblem, Survey } from '../../exchange/transcripts/imported.ts';
import type { TranscriptSource } from '../../exchange/transcripts/transcriptSource.ts';
import { filesOf } from '../../core/scenario/files/keptFiles.ts';
import { version } from '../../node/version.ts';
import type { CheckedScenario, CheckedScenarios } from '../checking/checkedScenarios.ts';
import { UserError } from '../guard.ts';
import { placeOf } from '../running/runPlace.ts';
import type { Runs } from '../running/runs.ts';
import { requireTrust } from '../trust.ts';

export interface ImportDeps {
  readonly scenarios: CheckedScenarios;
  readonly runs: Pick<Runs, 'tellWritten'>;
  /** Null: no scenario is open. */
  readonly open: () => Promise<vscode.TextDocument | null>;
  /** Brings the last run of a scenario into view. */
  readonly showLast: (scenario: vscode.Uri) => Promise<void>;
}

/** «Import Transcripts…»: a run of transcripts that were made elsewhere, of the open scenario or of the least one, which is written. */
export async function importTranscripts({ scenarios, runs, open, showLast }: ImportDeps): Promise<void> {
  requireTrust('Importing transcripts');
  const [file] =
    (await vscode.window.showOpenDialog({
      title: 'Import which transcripts?',
      openLabel: 'Import',
      filters: { 'Transcripts (JSON lines) and logs of Inspect': ['jsonl', 'json'] },
    })) ?? [];
  if (file === undefined) return;
  const document = await open();
  const given = document === null ? null : await askScenario(await scenarios.current(document));
  if (given === undefined) return;
  const scenario = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: `Importing ${basename(file.fsPath)}` },
    () => importFile(file, given),
  );
  await runs.tellWritten(scenario);
  await vscode.window.showTextDocument(scenario);
  await showLast(scenario);
}

type Given = CheckedScenario & { readonly scenario: NonNullable<CheckedScenario['scenario']> };

/** Undefined: nothing is to be done. */
async function askScenario(checked: CheckedScenario): Promise<Given | null | undefined> {
  const { scenario } = checked;
  const own = scenario && {
    label: scenario.title,
    detail: 'The open scenario: each line says its levels',
    given: { ...checked, scenario },
  };
  const least = {
    label: 'A new scenario',
    detail: 'The least that these transcripts fit; add classifiers to it',
    given: null,
  };
  const picked = await vscode.window.showQuickPick(own === null ? [least] : [own, least], {
    title: 'To which scenario do they belong?',
    ...(own === null && { placeHolder: `Not to ${basename(checked.uri.path)}, as long as it has errors` }),
  });
  return picked?.given;
}

/** Gives the scenario that the run is of. */
async function importFile(file: vscode.Uri, given: Given | null): Promise<vscode.Uri> {
  const [
    { surveyTranscripts },
    { openTranscripts },
    { givenTarget, writtenTarget },
    { planImport },
    { Refusal },
    { assumedLevels },
    node,
    { sha256 },
    session,
  ] = await Promise.all([
    import('../../exchange/transcripts/survey.ts'),
    import('../../exchange/transcripts/transcriptSource.ts'),
    import('../../exchange/transcripts/importTarget.ts'),
    import('../../exchange/transcripts/importPlan.ts'),
    import('../../exchange/transcripts/refusal.ts'),
    import('../../exchange/transcripts/assumedLevels.ts'),
    import('../../node/importedRun.ts'),
    import('../../node/sha256.ts'),
    import('../../node/runSession.ts'),
  ]);
  try {
    const kind = file.path.toLowerCase().endsWith('.json') ? 'inspect' : 'transcripts';
    const source = await openTranscripts(kind, () => node.readTextLines(file.fsPath));
    const survey = await surveyTranscripts(source.lines(), given);
    requireAll(survey, source, file);
    const { root } = placeOf(given?.uri ?? file);
    const target =
      given === null
        ? writtenTarget(basename(file.fsPath), survey, sha256)
        : givenTarget(keptText(given), session.storedPath(root, given.uri.fsPath), survey);
    const means = {
      createdAt: new Date().toISOString(),
      scenarist: version,
      source: basename(file.fsPath),
    };
    const plan = planImport(survey, target, { ...means, hash: sha256 });
    const scenario = given?.uri ?? (await keepScenario(root, target));
    await node.writeImportedRun(root, plan.manifest, plan.events(source.lines()));
    const notes = [...source.leftOut, ...(given === null ? [] : assumedLevels(survey, given.scenario))];
    // Not waited for: it stays until it is read.
    if (notes.length > 0) void vscode.window.showWarningMessage(`${basename(file.fsPath)}: ${notes.join('; ')}.`);
    return scenario;
  } catch (error) {
    if (error instanceof Refusal || error instanceof node.NotText)
      throw new UserError(`${file.fsPath}: ${error.message}.`);
    throw error;
  }
}

function keptText({ own, document, scenario, conditions }: Given) {
  return { text: own.text, files: filesOf(document), scenario, conditions };
}

/** So many bad lines say what is wrong with a file. */
const mostProblems = 3;

function requireAll({ problems, entries }: Survey, { unit }: TranscriptSource, file: vscode.Uri): void {
  if (problems.length === 0 && entries.length > 0) return;
  const name = basename(file.fsPath);
  if (problems.length === 0)
    throw new UserError(
      `${name} holds no transcript: ${unit === 'line' ? 'write one JSON object on each line' : 'none of its samples has an answer'}.`,
    );
  const told = problems.slice(0, mostProblems).map(({ line, message }: LineProblem) => `${unit} ${line}: ${message}`);
  const more = problems.length > mostProblems ? `; and ${problems.length - mostProblems} more` : '';
  throw new UserError(`${name} was not imported: ${told.join('; ')}${more}.`);
}

/** Beside the runs; one that is there is left as it is. */
async function keepScenario(root: string, { path, text }: ImportTarget): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(vscode.Uri.file(root), path);
  const isThere = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (isThere) throw new UserError(`${path} is there already: open it to import by it, or rename it.`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}
