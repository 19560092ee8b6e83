import { resolve } from 'node:path';
import * as vscode from 'vscode';
import { isObject } from '../../core/text/json.ts';
import {
  defaultTranscripts,
  reportExtensions,
  reportFormats,
  type ReportFormat,
} from '../../exchange/reportFormats.ts';
import type { RunSession } from '../../node/runSession.ts';
import { version } from '../../node/version.ts';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import { UserError, type Guard } from '../guard.ts';
import type { Runs } from '../running/runs.ts';
import { runTime } from './runTime.ts';

export interface ExportDeps {
  readonly scenarios: CheckedScenarios;
  readonly runs: Runs;
  /** All that are known: none of them leaves. */
  readonly keys: () => readonly string[];
  readonly guard: Guard;
}

const words: Readonly<Record<ReportFormat, readonly [label: string, detail: string]>> = {
  html: ['Page', 'One HTML file that anyone can read: rates, expectations, transcripts'],
  csv: ['Table (CSV)', 'A row for each trial and classifier, for spreadsheets, R and pandas'],
  jsonl: ['JSON lines', 'The same rows, one JSON object a line'],
  junit: ['JUnit', 'The expectations as test cases'],
  sarif: ['SARIF', 'The expectations that failed or are undecided, at their lines'],
  inspect: ['Inspect log', 'For the viewer and the programs of Inspect AI'],
};

/**
 * «Export Run…»: a run of a scenario, the last one with null, in another form; as what and where to is asked unless it is given. It
 * writes where its reader says, so it needs no trusted workspace.
 */
export async function exportRun(
  { document, run, target }: { document: vscode.TextDocument; run: string | null; target: unknown },
  { scenarios, runs, keys, guard }: ExportDeps,
): Promise<void> {
  const shown = await runs.view(await scenarios.current(document), run);
  const session = shown === null ? null : await runs.session(shown.run.run);
  if (session === null) throw new UserError('This scenario has not been run yet: run it first.');
  const { format, file } = readTarget(target) ?? (await askTarget(document.uri, session));
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Exporting the run' }, () =>
    write(format, file, session, keys()),
  );
  offerToOpen(file, guard);
}

interface Target {
  readonly format: ReportFormat;
  readonly file: vscode.Uri;
}

/** From another extension or a macro; null where it is not whole. */
function readTarget(value: unknown): Target | null {
  if (!isObject(value) || typeof value['file'] !== 'string') return null;
  const format = reportFormats.find((each) => each === value['format']);
  if (format === undefined) return null;
  try {
    return { format, file: vscode.Uri.parse(value['file'], true) };
  } catch {
    throw new UserError(`${value['file']} is no address of a file: write it as in file:///home/me/run.csv.`);
  }
}

async function askTarget(scenario: vscode.Uri, { manifest }: RunSession): Promise<Target> {
  const picked = await vscode.window.showQuickPick(
    reportFormats.map((format) => ({ format, label: words[format][0], detail: words[format][1] })),
    { title: `Export the run of ${runTime(manifest)}`, placeHolder: 'As what?', matchOnDetail: true },
  );
  if (picked === undefined) throw new vscode.CancellationError();
  const extension = reportExtensions[picked.format];
  const name = `${manifest.scenario.id}-${manifest.run.slice(0, 19)}.${extension}`;
  const file = await vscode.window.showSaveDialog({
    title: `Export as ${picked.label}`,
    saveLabel: 'Export',
    defaultUri: vscode.Uri.joinPath(scenario, '..', name),
    filters: { [picked.label]: [extension] },
  });
  if (file === undefined) throw new vscode.CancellationError();
  return { format: picked.format, file };
}

/** Does not wait for an answer: the file is there, and the message may stay for hours. */
function offerToOpen(file: vscode.Uri, guard: Guard): void {
  const open = 'Open';
  void guard('Opening the report', async () => {
    const chosen = await vscode.window.showInformationMessage(
      `${vscode.workspace.asRelativePath(file)} is written.`,
      open,
    );
    if (chosen === open) await vscode.env.openExternal(file);
  });
}

async function write(
  format: ReportFormat,
  target: vscode.Uri,
  session: RunSession,
  keys: readonly string[],
): Promise<void> {
  if (target.scheme !== 'file') throw new UserError('A report is written to a disk: choose a folder of this machine.');
  const [{ createReport }, { createTextCleaner }, { writeTextStream }] = await Promise.all([
    import('../../exchange/report.ts'),
    import('../../node/cleanText.ts'),
    import('../../node/writeTextStream.ts'),
  ]);
  const report = createReport(
    format,
    {
      state: session.state,
      trialEvents: (trial) => session.trialEvents(trial),
      clean: createTextCleaner(resolve(session.folder, '..', '..', '..'), keys),
      scenarist: version,
    },
    { transcripts: defaultTranscripts },
  );
  try {
    await writeTextStream(target.fsPath, report);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    throw new UserError(`${target.fsPath} cannot be written (${String(error.code)}): choose another folder.`);
  }
}
