import * as vscode from 'vscode';
import { reviewEvent } from '../../core/run/state/reviewEvent.ts';
import { isObject } from '../../core/text/json.ts';
import { readFromPanel } from '../../protocol/readFromPanel.ts';
import { UserError } from '../guard.ts';
import type { Runs } from '../running/runs.ts';
import { requireTrust } from '../trust.ts';

/** Journals what a person says of a trial, under the name in the settings. */
export async function review(runs: Runs, value: unknown): Promise<void> {
  requireTrust('Reviewing');
  const said = isObject(value) ? readFromPanel({ ...value, type: 'review' }) : null;
  if (said?.type !== 'review')
    throw new UserError('A review needs a run, a trial, a classifier, an answer and a note: give it in the results.');
  const { run, trial, classifier, answer, note, blind } = said;
  const session = await runs.session(run);
  if (session === null) throw new UserError('The run is no longer open: open it in the results again.');
  const name = vscode.workspace.getConfiguration('scenarist').get<string>('reviewer', '').trim();
  const by = name === '' ? null : name;
  const event = reviewEvent(session.state, { trial, classifier, answer, note, blind, by }, Date.now());
  if (event === null) throw new UserError('There is no verdict here to agree or to disagree with: give a label.');
  const [{ ReviewRefused }, { UnreadableRun }] = await Promise.all([
    import('../../node/reviewRun.ts'),
    import('../../node/runStore.ts'),
  ]);
  await session.review([event]).catch((error: unknown) => {
    const isTold = error instanceof ReviewRefused || error instanceof UnreadableRun;
    throw isTold ? new UserError(`${error.message}.`) : error;
  });
  runs.tellReviewed(run, trial);
}
