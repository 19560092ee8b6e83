import * as vscode from 'vscode';
import { partAt, rangeIn } from '../core/document/filePart.ts';
import type { FilePart } from '../core/document/parsedDocument.ts';
import type { TextEdit } from '../core/text/problem.ts';
import { offset, type Offset, type TextRange } from '../core/text/range.ts';
import type { CheckedScenario } from './checking/checkedScenario.ts';
import { toRange } from './ranges.ts';

/** One of the files of a scenario, as a feature is asked about it. */
export interface FileView {
  readonly checked: CheckedScenario;
  readonly part: FilePart;
}

/** One of the files of a scenario; null where it has none of this address, or had another text. */
export function viewOf(checked: CheckedScenario, file: vscode.TextDocument): FileView | null {
  const address = file.uri.toString();
  const part = checked.document.files.find((each) => uriOf(checked, each).toString() === address);
  if (part === undefined) return null;
  const isSame = part.file === null ? checked.version === file.version : part.text === file.getText();
  return isSame ? { checked, part } : null;
}

/** The address of one of the files of a scenario. */
export function uriOf({ uri }: CheckedScenario, { file }: FilePart): vscode.Uri {
  return file === null ? uri : vscode.Uri.joinPath(uri, '..', file);
}

export function locationOf(checked: CheckedScenario, range: TextRange): vscode.Location {
  const part = partAt(checked.document, range.start);
  return new vscode.Location(uriOf(checked, part), toRange(part.lines, rangeIn(part, range)));
}

/** Edits of a scenario, each in the file that it is of. */
export function editOf(checked: CheckedScenario, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) {
    const place = locationOf(checked, range);
    edit.replace(place.uri, place.range, newText);
  }
  return edit;
}

/** Where a position of the file is in the scenario. */
export function offsetIn({ part }: FileView, { line, character }: vscode.Position): Offset {
  return offset(part.start + part.lines.offsetAt({ line, character }));
}

/** A range of the scenario in the file; null where it is in another. */
export function rangeWithin({ checked, part }: FileView, range: TextRange): vscode.Range | null {
  return partAt(checked.document, range.start) === part ? toRange(part.lines, rangeIn(part, range)) : null;
}
