import * as vscode from 'vscode';
import { sha256 } from '../../node/sha256.ts';
import type { Runs } from '../running/runs.ts';

const scheme = 'scenarist-judge';

/** Of which verdict. */
export interface JudgedVerdict {
  readonly run: string;
  readonly trial: string;
  readonly classifier: string;
  /** From 1. */
  readonly vote: number;
}

/** What judges were asked, as read-only documents that are made again from the journal. */
export function activateJudgePrompts(runs: Pick<Runs, 'session'>): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ query }) {
      const [run = '', trial = '', classifier = '', vote = '1'] = query.split('&').map(decodeURIComponent);
      const [{ judgePromptDocument, judgePromptView }, session] = await Promise.all([
        import('../../core/view/judgePromptView.ts'),
        runs.session(run),
      ]);
      if (session === null) return 'The run is no longer open: open it in the results again.\n';
      const events = await session.trialEvents(trial);
      const view = judgePromptView(session.state, events, { classifier, vote: Number(vote) }, sha256);
      return view === null ? 'No judge was asked here.\n' : judgePromptDocument(view);
    },
  });
}

export async function showJudgePrompt({ run, trial, classifier, vote }: JudgedVerdict): Promise<void> {
  const query = [run, trial, classifier, String(vote)].map(encodeURIComponent).join('&');
  // The end of its name makes it a prompt, which is wrapped.
  const path = `/judge of ${classifier} (trial ${trial.slice(0, 8)}).prompt.txt`;
  const uri = vscode.Uri.from({ scheme, path, query });
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}
