/**
 * The line at the start of a range, with the range replaced by a snippet whose lines are indented as that line is: what an
 * editor makes of it, but for the tab stops.
 */
export function lineWith(text: string, [start, end]: readonly [start: number, end: number], snippet: string): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const indentation = /^ */.exec(before)?.[0] ?? '';
  const rest = /^[^\n]*/.exec(text.slice(end))?.[0] ?? '';
  return before + snippet.replaceAll('\n', `\n${indentation}`) + rest;
}
