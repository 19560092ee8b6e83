import * as vscode from 'vscode';
import { formatDocument } from '../language/format.ts';
import type { CheckedScenarios } from './checkedScenarios.ts';
import { toRange } from './ranges.ts';

/** «Format Document»: structure alone, never a prompt. */
export function activateFormatting(scenarios: CheckedScenarios): vscode.Disposable {
  return vscode.languages.registerDocumentFormattingEditProvider(
    { language: 'scenario' },
    {
      async provideDocumentFormattingEdits(text) {
        const { document } = await scenarios.get(text);
        const edit = await formatDocument(document, () => new Promise((resolve) => setImmediate(resolve)));
        return edit === null ? [] : [vscode.TextEdit.replace(toRange(document.lines, edit.range), edit.newText)];
      },
    },
  );
}
