import * as vscode from 'vscode';
import type { LineIndex, Offset, TextRange } from '../core/text/range.ts';

export function toRange(lines: LineIndex, range: TextRange): vscode.Range {
  const start = lines.positionAt(range.start);
  const end = lines.positionAt(range.end);
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function toOffset(lines: LineIndex, { line, character }: vscode.Position): Offset {
  return lines.offsetAt({ line, character });
}
