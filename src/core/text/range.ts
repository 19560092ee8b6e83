/** A position in a text, in UTF-16 code units from 0. A type of its own, so that no line or column is passed for it. */
export type Offset = number & { readonly __brand: 'Offset' };

/** Half-open: `end` is the offset after the last unit. */
export interface TextRange {
  readonly start: Offset;
  readonly end: Offset;
}

/** As VS Code counts: line and character from 0, in UTF-16 code units. */
export interface Position0 {
  readonly line: number;
  readonly character: number;
}

/** As people and the CLI's JSON count: line and column from 1, in UTF-16 code units. */
export interface Position1 {
  readonly line: number;
  readonly column: number;
}

export function offset(value: number): Offset {
  return value as Offset;
}

export function textRange(start: number, end: number): TextRange {
  return { start: offset(start), end: offset(end) };
}

export function toPosition1(position: Position0): Position1 {
  return { line: position.line + 1, column: position.character + 1 };
}

/** Converts between offsets and positions of one text. Lines end with `\n`, `\r\n` or `\r`, as VS Code splits them. */
export interface LineIndex {
  readonly lineCount: number;
  positionAt(offset: Offset): Position0;
  offsetAt(position: Position0): Offset;
}

/** Lines are counted when they are first asked for: a text without problems never asks. */
export function createLineIndex(text: string): LineIndex {
  return new TextLines(text);
}

class TextLines implements LineIndex {
  private readonly text: string;
  private known: readonly number[] | null = null;

  constructor(text: string) {
    this.text = text;
  }

  get lineCount(): number {
    return this.starts.length;
  }

  positionAt(at: Offset): Position0 {
    const clamped = Math.max(0, Math.min(at, this.text.length));
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.startOf(middle) <= clamped) low = middle;
      else high = middle;
    }
    return { line: low, character: clamped - this.startOf(low) };
  }

  offsetAt({ line, character }: Position0): Offset {
    if (line < 0) return offset(0);
    const start = this.startOf(line);
    return offset(Math.max(start, Math.min(start + character, this.startOf(line + 1))));
  }

  private get starts(): readonly number[] {
    return (this.known ??= lineStarts(this.text));
  }

  private startOf(line: number): number {
    return this.starts[line] ?? this.text.length;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}
