import { textRange, type TextRange } from '../../src/core/text/range.ts';

/**
 * A text as it is written in a test, without the indentation of the test: the first and the last line break go, and so does
 * the indentation that all lines share. Backslashes stay as they are. A value of several lines is indented as its place is.
 */
export function source(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  let text = strings.raw[0] ?? '';
  values.forEach((value, index) => {
    const indentation = /(?:^|\n)([ \t]*)[^\n]*$/.exec(text)?.[1] ?? '';
    text += String(value).replaceAll('\n', `\n${indentation}`) + (strings.raw[index + 1] ?? '');
  });
  const lines = text
    .replace(/^[ \t]*\n/, '')
    .replace(/\n[ \t]*$/, '\n')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(Math.min(shared, line.length - line.trimStart().length))).join('\n');
}

export interface MarkedSource {
  /** Without the marks. */
  readonly text: string;
  /** What stands between each pair of marks, in order. */
  readonly ranges: readonly TextRange[];
}

/** Takes the marks out of `goal: ‸explicit‸` and says where they were. One mark alone at the end is an empty range. */
export function marked(text: string): MarkedSource {
  const parts = text.split('‸');
  const ranges: TextRange[] = [];
  let at = 0;
  parts.forEach((part, index) => {
    if (index % 2 === 1) ranges.push(textRange(at, at + part.length));
    at += part.length;
  });
  return { text: parts.join(''), ranges };
}
