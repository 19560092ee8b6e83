import * as vscode from 'vscode';
import { rangeFrom } from '../../core/document/filePart.ts';
import type { ParsedDocument } from '../../core/document/parsedDocument.ts';
import type { TextEdit } from '../../core/text/problem.ts';
import { createLineIndex, offset, textRange } from '../../core/text/range.ts';
import { applyEdits } from '../../language/edits.ts';
import type { CheckedScenarios } from '../checking/checkedScenarios.ts';
import { editOf, uriOf, type FileView } from '../places.ts';
import { onlyScenarios, scenarioSelector } from '../checking/scenarioDocuments.ts';

const variationKind = vscode.CodeActionKind.RefactorExtract.append('variation');
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('scenarist');

/** «Try a variation» on a selection, and «fix all». What mends one problem is offered with its diagnostic. */
export function activateCodeActions(scenarios: CheckedScenarios): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, { only }) {
      // Asked with every move of the cursor: «fix all» is worked out only for those who ask for it.
      if (only && fixAllKind.intersects(only)) return fixAllActions(await scenarios.around(document));
      if (range.isEmpty || (only && !only.contains(variationKind))) return [];
      const { own } = await scenarios.get(document);
      return variationActions(own, await scenarios.around(document), range);
    },
  };
  return vscode.languages.registerCodeActionsProvider(scenarioSelector, onlyScenarios(provider), {
    providedCodeActionKinds: [variationKind, fixAllKind],
  });
}

async function fixAllActions(view: FileView): Promise<vscode.CodeAction[]> {
  const { fixFile } = await import('./fixFile.ts');
  const edit = await fixFile(view);
  if (edit === null) return [];
  const action = new vscode.CodeAction('Fix all that is safe to fix', fixAllKind);
  action.edit = editOf(view.checked, [inScenario(view, edit)]);
  return [action];
}

/** Asks for a better name than `variation-1` as soon as it is there. */
async function variationActions(
  own: ParsedDocument,
  view: FileView,
  range: vscode.Range,
): Promise<vscode.CodeAction[]> {
  const { variationOf } = await import('../../language/variation.ts');
  const selection = textRange(own.lines.offsetAt(range.start), own.lines.offsetAt(range.end));
  const { checked, part } = view;
  const variation = variationOf(own, selection, checked.document);
  if (variation === null) return [];
  const action = new vscode.CodeAction('Try a variation: with and without the selection', variationKind);
  const edits = variation.edits.map((edit) => inScenario(view, edit));
  action.edit = editOf(checked, [...edits, ...variation.inScenario]);
  const after = createLineIndex(applyEdits(own.text, variation.edits));
  const { line, character } = after.positionAt(offset(variation.nameAt));
  const target = [uriOf(checked, part), new vscode.Position(line, character)];
  action.command = { command: 'editor.action.rename', title: 'Name the variation', arguments: [target] };
  return [action];
}

/** An edit of the file as one of the scenario that it is a part of. */
function inScenario({ part }: FileView, { range, newText }: TextEdit): TextEdit {
  return { range: rangeFrom(part, range), newText };
}
