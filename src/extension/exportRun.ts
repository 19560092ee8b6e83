import { resolve } from 'node:path';
import * as vscode from 'vscode';
import { defaultTranscripts, reportExtensions, reportFormats, type ReportFormat } from '../exchange/reportFormats.ts';
import type { RunSession } from '../node/runSession.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { CheckedScenarios } from './checkedScenarios.ts';
import { UserError } from './guard.ts';
import type { Runs } from './runs.ts';
import { requireTrust } from './trust.ts';

export interface ExportDeps {
  readonly scenarios: CheckedScenarios;
  readonly runs: Runs;
  /** All that are known: none of them leaves. */
  readonly keys: () => readonly string[];
}

const words: Readonly<Record<ReportFormat, readonly [label: string, detail: string]>> = {
  html: ['Page', 'One HTML file that anyone can read: rates, expectations, transcripts'],
  csv: ['Table (CSV)', 'A row for each trial and classifier, for spreadsheets, R and pandas'],
  jsonl: ['JSON lines', 'The same rows, one JSON object a line'],
  junit: ['JUnit', 'The expectations as test cases'],
  sarif: ['SARIF', 'The expectations that failed or are undecided, at their lines'],
  inspect: ['Inspect log', 'For the viewer and the programs of Inspect AI'],
};

/** «Export Run…»: the last run of a scenario in another form, in a file that is asked for. */
export async function exportRun(document: vscode.TextDocument, { scenarios, runs, keys }: ExportDeps): Promise<void> {
  requireTrust('Exporting a run');
  const shown = await runs.view(await scenarios.current(document));
  const session = shown === null ? null : await runs.session(shown.run.run);
  if (session === null) throw new UserError('This scenario has not been run yet: run it first.');
  const picked = await vscode.window.showQuickPick(
    reportFormats.map((format) => ({ format, label: words[format][0], detail: words[format][1] })),
    { title: `Export ${session.manifest.run}`, placeHolder: 'As what?', matchOnDetail: true },
  );
  if (picked === undefined) return;
  const target = await askTarget(document.uri, picked.format, session);
  if (target === undefined) return;
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: 'Exporting the run' }, () =>
    write(picked.format, target, session, keys()),
  );
  const open = 'Open';
  const chosen = await vscode.window.showInformationMessage(`${target.fsPath} is written.`, open);
  if (chosen === open) await vscode.env.openExternal(target);
}

function askTarget(scenario: vscode.Uri, format: ReportFormat, { manifest }: RunSession) {
  const extension = reportExtensions[format];
  const name = `${manifest.scenario.id}-${manifest.createdAt.slice(0, 10)}.${extension}`;
  return vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(scenario, '..', name),
    filters: { [words[format][0]]: [extension] },
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
    import('../exchange/report.ts'),
    import('../node/cleanText.ts'),
    import('../node/writeTextStream.ts'),
  ]);
  const report = createReport(
    format,
    {
      state: session.state,
      trialEvents: (trial) => session.trialEvents(trial),
      clean: createTextCleaner(resolve(session.folder, '..', '..', '..'), keys),
      scenarist: packageJson.version,
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
