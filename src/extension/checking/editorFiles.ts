import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { limits } from '../../core/document/limits.ts';
import type { FileAnswer, Files } from '../../core/scenario/files/files.ts';
import { diskFiles } from '../../node/diskFiles.ts';
import type { CheckedScenario } from './checkedScenario.ts';

/**
 * The files that a scenario may name: those of its workspace folder, or below its own where it is in none. What is
 * written in an editor is read there; of a file that is merely open, what is stored, which the editor may not have seen yet.
 */
export function editorFiles(scenario: vscode.Uri): Files {
  const root = vscode.workspace.getWorkspaceFolder(scenario)?.uri ?? vscode.Uri.joinPath(scenario, '..');
  const stored = scenario.scheme === 'file' ? filesOnDisk(scenario, root) : filesElsewhere(scenario, root);
  return {
    async read(path) {
      if (scenario.scheme === 'untitled') return { refusal: 'unsaved' };
      const answer = await stored.read(path);
      const open = findOpen(vscode.Uri.joinPath(scenario, '..', path));
      return open === undefined ? answer : answerOf(open, answer);
    },
  };
}

/** Whether the files that a scenario names say what they said when it was checked. */
export async function readsTheSame({ uri, named }: Pick<CheckedScenario, 'uri' | 'named'>): Promise<boolean> {
  const files = editorFiles(uri);
  const same = [...named].map(async ([path, before]) => isSame(await files.read(path), before));
  return (await Promise.all(same)).every(Boolean);
}

export function findOpen(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

function isSame(a: FileAnswer, b: FileAnswer): boolean {
  return 'text' in a ? 'text' in b && a.text === b.text : 'refusal' in b && a.refusal === b.refusal;
}

/**
 * The version of each open text that was last seen to be what is stored. `isDirty` does not tell: after a save it is false,
 * also where somebody typed during it.
 */
const storedVersions = new WeakMap<vscode.TextDocument, number>();

/** An editor has line ends of one kind. Where there is no other difference its text is taken, so that places fit it. */
function answerOf(open: vscode.TextDocument, stored: FileAnswer): FileAnswer {
  if ('refusal' in stored && stored.refusal === 'outside') return stored;
  const text = open.getText();
  const isStored = 'text' in stored && withLineFeeds(stored.text) === withLineFeeds(text);
  if (isStored) storedVersions.set(open, open.version);
  return isStored || storedVersions.get(open) !== open.version ? { text } : stored;
}

function withLineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
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
