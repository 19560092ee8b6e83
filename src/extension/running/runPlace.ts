import * as vscode from 'vscode';
import { UserError } from '../guard.ts';

/** Where runs of a scenario are kept: at the root of its workspace folder, or beside it when it is in none. */
export function placeOf(uri: vscode.Uri): { readonly root: string; readonly path: string } {
  if (uri.scheme !== 'file') {
    throw new UserError('Running needs a file on a disk: save the scenario into a folder of this machine first.', {
      title: 'Save As…',
      command: 'workbench.action.files.saveAs',
    });
  }
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
  return { root: folder.fsPath, path: uri.fsPath };
}
