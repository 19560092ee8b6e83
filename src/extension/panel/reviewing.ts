import * as vscode from 'vscode';
import { reviewEvent } from '../../core/run/reviewEvent.ts';
import type { FromPanel } from '../../protocol/messages.ts';
import { UserError } from '../guard.ts';
import type { Runs } from '../runs.ts';

/** Journals what a person says of a trial in the panel, under the name in the settings. */
export async function review(
  runs: Runs,
  { run, trial, classifier, answer, note, blind }: Extract<FromPanel, { type: 'review' }>,
): Promise<void> {
  const session = await runs.session(run);
  if (session === null) return;
  const name = vscode.workspace.getConfiguration('scenarist').get<string>('reviewer', '').trim();
  const by = name === '' ? null : name;
  const event = reviewEvent(session.state, { trial, classifier, answer, note, blind, by }, Date.now());
  if (event === null) throw new UserError('There is no verdict here to agree or to disagree with: give a label.');
  const { ReviewRefused } = await import('../../node/reviewRun.ts');
  await session.review([event]).catch((error: unknown) => {
    throw error instanceof ReviewRefused ? new UserError(`${error.message}.`) : error;
  });
  runs.tellReviewed(run, trial);
}
