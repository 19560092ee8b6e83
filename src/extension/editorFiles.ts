import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { limits } from '../core/document/limits.ts';
import type { FileAnswer, Files } from '../core/scenario/files/files.ts';
import { diskFiles } from '../node/diskFiles.ts';

/**
 * The files that a scenario may name: those of its workspace folder, or below its own where it is in none. What is open in an
 * editor is read there.
 *
 * @param asked Told of every file that was asked for, also of those that are not there (yet).
 */
export function editorFiles(scenario: vscode.Uri, asked: (uri: vscode.Uri) => void): Files {
  const root = vscode.workspace.getWorkspaceFolder(scenario)?.uri ?? vscode.Uri.joinPath(scenario, '..');
  const stored = scenario.scheme === 'file' ? filesOnDisk(scenario, root) : filesElsewhere(scenario, root);
  return {
    async read(path) {
      if (scenario.scheme === 'untitled') return { refusal: 'missing' };
      const uri = vscode.Uri.joinPath(scenario, '..', path);
      asked(uri);
      const answer = await stored.read(path);
      const open = findOpen(uri);
      return open === undefined || isOutside(answer) ? answer : { text: open.getText() };
    },
  };
}

export function findOpen(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

function isOutside(answer: FileAnswer): boolean {
  return 'refusal' in answer && answer.refusal === 'outside';
}

function filesOnDisk(scenario: vscode.Uri, root: vscode.Uri): Files {
  return diskFiles({ folder: dirname(scenario.fsPath), root: root.fsPath });
}

/** In a virtual workspace. */
function filesElsewhere(scenario: vscode.Uri, root: vscode.Uri): Files {
  return {
    async read(path) {
      const uri = vscode.Uri.joinPath(scenario, '..', path);
      const folder = root.path.endsWith('/') ? root.path : `${root.path}/`;
      return uri.path.startsWith(folder) ? readStored(uri) : { refusal: 'outside' };
    },
  };
}

async function readStored(uri: vscode.Uri): Promise<FileAnswer> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) return { refusal: 'folder' };
    if (size > 4 * limits.characters) return { refusal: 'too-large' };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    if (error instanceof TypeError) return { refusal: 'not-text' };
    return {
      refusal: error instanceof vscode.FileSystemError && error.code === 'FileNotFound' ? 'missing' : 'unreadable',
    };
  }
}
