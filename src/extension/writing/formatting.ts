import * as vscode from 'vscode';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import { letOthersGoFirst } from '../letOthersGoFirst.ts';
import { toRange } from '../ranges.ts';

/** «Format Document»: structure alone, never a prompt. */
export function activateFormatting(scenarios: CheckedScenarios): vscode.Disposable {
  return vscode.languages.registerDocumentFormattingEditProvider(
    { language: 'scenario' },
    {
      async provideDocumentFormattingEdits(text) {
        const [{ formatDocument }, { own: document }] = await Promise.all([
          import('../../language/format.ts'),
          scenarios.get(text),
        ]);
        const edit = await formatDocument(document, letOthersGoFirst);
        return edit === null ? [] : [vscode.TextEdit.replace(toRange(document.lines, edit.range), edit.newText)];
      },
    },
  );
}
