import * as vscode from 'vscode';
import { createLineIndex, offset } from '../../core/text/range.ts';
import { placeInFile, placeInPrompt } from '../../core/view/promptPlaces.ts';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import type { Guard } from '../guard.ts';
import type { Previews } from './preview.ts';
import { previewScheme, readPreviewUri } from './previewAddress.ts';
import { locationOf, offsetIn, viewOf } from '../places.ts';
import { toOffset } from '../ranges.ts';

/**
 * The cursors of a scenario, of the files that it names and of its previews go together. Only the editor that has the focus leads, so nothing goes
 * round in circles, and an editor that follows is scrolled and never focused.
 */
export function activatePreviewCursor(
  { previews, scenarios }: { readonly previews: Previews; readonly scenarios: CheckedScenarios },
  guard: Guard,
): vscode.Disposable {
  const followInFile = async (preview: vscode.TextEditor, files: readonly vscode.TextEditor[]): Promise<void> => {
    const shown = await previews.shown(preview.document.uri);
    if (typeof shown === 'string' || preview.document.getText() !== shown.prompt.text) return;
    const at = toOffset(createLineIndex(shown.prompt.text), preview.selection.active);
    const place = placeInFile(shown.prompt, shown.checked.document, at);
    if (place === null) return;
    const { uri, range } = locationOf(shown.checked, place);
    for (const file of files) if (file.document.uri.toString() === uri.toString()) moveTo(file, range.start);
  };
  const followInPreviews = async (file: vscode.TextEditor, shownIn: readonly vscode.TextEditor[]): Promise<void> => {
    for (const preview of shownIn) {
      // While somebody types, nothing is asked for: a check would be on the path of the keystroke.
      const checked = scenarios.latest(vscode.Uri.parse(readPreviewUri(preview.document.uri).scenario, true));
      const view = checked === undefined ? null : viewOf(checked, file.document);
      if (view === null) continue;
      const shown = await previews.shown(preview.document.uri);
      if (typeof shown === 'string' || preview.document.getText() !== shown.prompt.text) continue;
      const at = placeInPrompt(shown.prompt, view.checked.document, offsetIn(view, file.selection.active));
      if (at === null) continue;
      const { line, character } = createLineIndex(shown.prompt.text).positionAt(offset(at));
      moveTo(preview, new vscode.Position(line, character));
    }
  };
  return vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
    if (textEditor !== vscode.window.activeTextEditor) return;
    const { document } = textEditor;
    const others = vscode.window.visibleTextEditors.filter((editor) => editor !== textEditor);
    if (document.uri.scheme === previewScheme) {
      void guard('Following the cursor', () => followInFile(textEditor, others));
    } else {
      const shownIn = others.filter((editor) => editor.document.uri.scheme === previewScheme);
      if (shownIn.length > 0) void guard('Following the cursor', () => followInPreviews(textEditor, shownIn));
    }
  });
}

function moveTo(editor: vscode.TextEditor, position: vscode.Position): void {
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
