import * as vscode from 'vscode';
import { createLineIndex, textRange } from '../../core/text/range.ts';
import { promptDocument } from '../../core/view/promptDocument.ts';
import type { Guard } from '../guard.ts';
import type { Previews } from './preview.ts';
import { previewScheme } from './previewAddress.ts';
import { toRange } from '../ranges.ts';

/** Marks in every visible preview what differs from the baseline, in the colours of the diff editor. */
export function activatePreviewMarks(previews: Previews, guard: Guard): vscode.Disposable {
  const added = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('diffEditor.insertedTextBackground'),
    overviewRulerColor: new vscode.ThemeColor('diffEditorOverview.insertedForeground'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const removed = vscode.window.createTextEditorDecorationType({
    // A sign as well as a colour: what is gone has no text of its own that could be coloured.
    before: {
      contentText: '⌦',
      color: new vscode.ThemeColor('gitDecoration.deletedResourceForeground'),
      backgroundColor: new vscode.ThemeColor('diffEditor.removedTextBackground'),
    },
    overviewRulerColor: new vscode.ThemeColor('diffEditorOverview.removedForeground'),
  });

  const mark = async (editor: vscode.TextEditor): Promise<void> => {
    const { document } = editor;
    const shown = isCompared(document.uri) ? '' : await previews.shown(document.uri);
    // The editor may still hold what was sent before the edit: its change comes next, and is marked then.
    const current = typeof shown !== 'string' && document.getText() === shown.prompt.text;
    const baseline = current ? promptDocument(shown.baseline).text : '';
    const { promptDifference } = await import('../../core/view/promptDifference.ts');
    const difference = current ? promptDifference(baseline, shown.prompt.text) : { added: [], removed: [] };
    const lines = createLineIndex(document.getText());
    editor.setDecorations(
      added,
      difference.added.map(({ start, end }) => toRange(lines, textRange(start, end))),
    );
    editor.setDecorations(
      removed,
      difference.removed.map(({ at, text }) => ({
        range: toRange(lines, textRange(at, at + 1)),
        hoverMessage: new vscode.MarkdownString('Only in the baseline:').appendCodeblock(text, 'text'),
      })),
    );
  };
  const markAll = (): void => {
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document.uri.scheme === previewScheme) void guard('Marking a preview', () => mark(editor));
  };
  markAll();
  return vscode.Disposable.from(
    added,
    removed,
    // The baseline may have changed where this condition did not.
    previews.onDidChange(markAll),
    vscode.window.onDidChangeVisibleTextEditors(markAll),
    vscode.window.tabGroups.onDidChangeTabs(markAll),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === previewScheme) markAll();
    }),
  );
}

/** Whether a diff editor shows it, with marks of its own. */
function isCompared(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all.some(
    ({ activeTab }) =>
      activeTab?.input instanceof vscode.TabInputTextDiff &&
      [activeTab.input.original, activeTab.input.modified].some((side) => side.toString() === uri.toString()),
  );
}
