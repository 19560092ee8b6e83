import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { commandOf } from '../commands.ts';
import { UserError } from '../guard.ts';
import { isFragment } from '../checking/scenarioDocuments.ts';

const title = 'Insert a skeleton';

/** What an empty scenario file offers, above its first line and as a quick fix. */
export function activateSkeleton(): vscode.Disposable {
  const selector = { language: 'scenario' };
  const start = new vscode.Range(0, 0, 0, 0);
  const commandFor = ({ uri }: vscode.TextDocument): vscode.Command =>
    commandOf('scenarist.insertSkeleton', title, uri.toString());
  const lenses: vscode.CodeLensProvider = {
    provideCodeLenses: (document) =>
      isEmpty(document) ? [new vscode.CodeLens(start, { ...commandFor(document), tooltip })] : [],
  };
  const actions: vscode.CodeActionProvider = {
    provideCodeActions(document) {
      if (!isEmpty(document)) return [];
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = commandFor(document);
      return [action];
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeLensProvider(selector, lenses),
    vscode.languages.registerCodeActionsProvider(selector, actions, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

const tooltip = 'A small scenario with a control arm, and a scripted model beside it, so that it runs at once';

/** Fills an empty scenario; where it is saved in a folder, the scripted model that answers it is put beside it. */
export async function insertSkeleton(argument?: unknown): Promise<void> {
  const uri = typeof argument === 'string' ? vscode.Uri.parse(argument, true) : undefined;
  const document = uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'scenario' || !isEmpty(document)) {
    throw new UserError('A skeleton goes into an empty scenario file: make a file called NAME.scenario.yaml first.');
  }
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  const { skeleton } = await import('../../language/newScenario.ts');
  const [scenario, model] = skeleton(name, randomUUID());
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), scenario.text);
  if (!document.isUntitled) {
    const beside = vscode.Uri.joinPath(document.uri, '..', model.path);
    edit.createFile(beside, { ignoreIfExists: true, contents: new TextEncoder().encode(model.text) });
  }
  await vscode.workspace.applyEdit(edit);
}

function isEmpty(document: vscode.TextDocument): boolean {
  return !isFragment(document) && document.lineCount < 100 && document.getText().trim() === '';
}
