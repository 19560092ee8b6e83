import * as vscode from 'vscode';
import type { RunState } from '../../core/run/state/runState.ts';
import { batchSentences } from '../../core/view/batchWords.ts';

/** Whoever stopped a run learns what of it is left at the service. */
export function tellBatches(state: Pick<RunState, 'end' | 'books'>): void {
  for (const sentence of batchSentences(state)) void vscode.window.showInformationMessage(sentence);
}
