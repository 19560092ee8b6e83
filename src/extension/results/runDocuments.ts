import * as vscode from 'vscode';
import { transcriptDocument } from '../../core/view/transcriptDocument.ts';
import { UserError } from '../guard.ts';
import type { Runs } from '../running/runs.ts';

const scheme = 'scenarist-run';

/** What a run was made of, as its run.json has it. */
export function runTextUri(scenario: vscode.Uri, run: string, path: string): vscode.Uri {
  return address(`/${run}/${path}`, { scenario: scenario.toString(), run, file: path });
}

export function transcriptUri(scenario: vscode.Uri, run: string, trial: string): vscode.Uri {
  return address(`/${run}/${trial.slice(0, 12)}.transcript.txt`, { scenario: scenario.toString(), run, trial });
}

/** Texts and transcripts of runs, as read-only documents: for the diff editor. */
export class RunDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly runs: Runs;
  private readonly registration: vscode.Disposable;

  constructor(runs: Runs) {
    this.runs = runs;
    this.registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { scenario, run, file, trial } = read(uri);
    const session = await this.runs.earlier(vscode.Uri.parse(scenario, true), run);
    if (session === null) throw new UserError(`The run ${run} was made by another version of Scenarist.`);
    if (trial !== null) {
      const view = await session.transcript(trial);
      return view === null ? 'This run has no such trial.\n' : transcriptDocument(view);
    }
    const { path, text, files = [] } = session.manifest.scenario;
    const kept = files.find((each) => each.path === file);
    if (kept !== undefined) return kept.text;
    // The scenario itself, also where it was renamed between the runs; a file that one side alone has is compared with nothing.
    return file === path.split('/').at(-1) || /\.scenario\.ya?ml$/.test(file ?? '') ? text : '';
  }

  dispose(): void {
    this.registration.dispose();
  }
}

interface Asked {
  readonly scenario: string;
  readonly run: string;
  readonly file: string | null;
  readonly trial: string | null;
}

function address(path: string, query: Readonly<Record<string, string>>): vscode.Uri {
  return vscode.Uri.from({ scheme, path, query: JSON.stringify(query) });
}

function read(uri: vscode.Uri): Asked {
  try {
    const value: unknown = JSON.parse(uri.query);
    if (typeof value === 'object' && value !== null) {
      const { scenario, run, file, trial }: Readonly<Record<string, unknown>> = { ...value };
      if (typeof scenario === 'string' && typeof run === 'string')
        return { scenario, run, file: text(file), trial: text(trial) };
    }
  } catch {
    // An address that somebody typed: told below.
  }
  throw new UserError('This document belongs to no run: open it from a comparison.');
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
