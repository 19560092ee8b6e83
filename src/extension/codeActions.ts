import * as vscode from 'vscode';
import type { TextEdit } from '../core/text/problem.ts';
import { createLineIndex, offset, textRange } from '../core/text/range.ts';
import { applyEdits } from '../language/edits.ts';
import type { CheckedScenario, CheckedScenarios } from './checkedScenarios.ts';
import { toRange } from './ranges.ts';
import { onlyScenarios, scenarioSelector } from './scenarioDocuments.ts';

const variationKind = vscode.CodeActionKind.RefactorExtract.append('variation');
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('scenarist');

/** «Try a variation» on a selection, and «fix all». What mends one problem is offered with its diagnostic. */
export function activateCodeActions(scenarios: CheckedScenarios): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, { only }) {
      const checked = await scenarios.get(document);
      // Asked with every move of the cursor: «fix all» is worked out only for those who ask for it.
      if (only && fixAllKind.intersects(only)) return fixAllActions(checked);
      return range.isEmpty || (only && !only.contains(variationKind)) ? [] : variationActions(checked, range);
    },
  };
  return vscode.languages.registerCodeActionsProvider(scenarioSelector, onlyScenarios(provider), {
    providedCodeActionKinds: [variationKind, fixAllKind],
  });
}

async function fixAllActions(checked: CheckedScenario): Promise<vscode.CodeAction[]> {
  const [{ fixAll }, { parseDocument }, { checkScenario }, { sha256 }] = await Promise.all([
    import('../language/fixAll.ts'),
    import('../core/document/parseDocument.ts'),
    import('../core/trial/check.ts'),
    import('../node/sha256.ts'),
  ]);
  const edit = fixAll(checked.own.text, (text) => checkScenario(parseDocument(text), sha256).problems);
  if (edit === null) return [];
  const action = new vscode.CodeAction('Fix all that is safe to fix', fixAllKind);
  action.edit = workspaceEdit(checked, [edit]);
  return [action];
}

/** Asks for a better name than `variation-1` as soon as it is there. */
async function variationActions(checked: CheckedScenario, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const { variationOf } = await import('../language/variation.ts');
  const { own: document, uri } = checked;
  const selection = textRange(document.lines.offsetAt(range.start), document.lines.offsetAt(range.end));
  const variation = variationOf(document, selection);
  if (variation === null) return [];
  const action = new vscode.CodeAction('Try a variation: with and without the selection', variationKind);
  action.edit = workspaceEdit(checked, variation.edits);
  const after = createLineIndex(applyEdits(document.text, variation.edits));
  const { line, character } = after.positionAt(offset(variation.nameAt));
  const target = [uri, new vscode.Position(line, character)];
  action.command = { command: 'editor.action.rename', title: 'Name the variation', arguments: [target] };
  return [action];
}

function workspaceEdit({ uri, own: document }: CheckedScenario, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) edit.replace(uri, toRange(document.lines, range), newText);
  return edit;
}
