import * as vscode from 'vscode';
import { isObject } from '../../core/text/json.ts';
import type { GradeChoice } from './laterRuns.ts';

type Grading = Omit<GradeChoice, 'run'>;

/** From another extension or a macro; null where it is not whole. */
export function readGrading(value: unknown): Grading | null {
  if (!isObject(value)) return null;
  const { byFile, judge, fresh } = value;
  if (typeof byFile !== 'boolean' || typeof fresh !== 'boolean') return null;
  return judge === null || typeof judge === 'string' ? { byFile, judge, fresh } : null;
}

/** Asks how transcripts are graded anew; throws `CancellationError` where nothing is chosen. */
export async function pickGrading(): Promise<Grading> {
  const items = [
    {
      label: 'With the classifiers of the file',
      detail: 'Verdicts that would be given again in the same way are taken over; judges are asked about the others.',
      choice: { byFile: true, judge: null, fresh: false },
    },
    {
      label: 'With the classifiers of the file, asking every judge anew',
      detail: 'Also where nothing has changed: how often does a judge change its mind?',
      choice: { byFile: true, judge: null, fresh: true },
    },
    {
      label: 'With the classifiers that the run had',
      detail: 'Gives the verdicts that are missing, or that a judge could not give.',
      choice: { byFile: false, judge: null, fresh: false },
    },
    {
      label: 'With another judge…',
      detail: 'The classifiers of the file, asked of a model that you name.',
      choice: null,
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Grade the transcripts again; no trial is sent',
    placeHolder: 'How?',
  });
  if (chosen === undefined) throw new vscode.CancellationError();
  if (chosen.choice !== null) return chosen.choice;
  const judge = await vscode.window.showInputBox({
    title: 'Which model judges?',
    prompt: 'profile/name',
    placeHolder: 'anthropic/claude-sonnet-5-5',
  });
  if (judge === undefined || judge.trim() === '') throw new vscode.CancellationError();
  return { byFile: true, judge: judge.trim(), fresh: false };
}
