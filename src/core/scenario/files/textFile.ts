import { badCharacter, describeUnit, problemAt } from '../../document/refusals.ts';
import type { Problem } from '../../text/problem.ts';
import { textRange, type TextRange } from '../../text/range.ts';

/** A file that is the body of a document: sent as it is, but for line ends, which are `\n` in every prompt. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
  /** What the document says. */
  readonly body: string;
  readonly problems: readonly Problem[];
  /** Where characters of the body stand in the text. */
  textRange(start: number, end: number): TextRange;
}

export function readTextFile(file: string, text: string): TextFile {
  const body = text.replaceAll('\r\n', '\n');
  const removed = removedReturns(text);
  const placeOf = (at: number): number => at + countBefore(removed, at);
  const bad = badCharacter(text);
  const message = bad === null ? '' : `${describeUnit(text, bad)} cannot be sent to a model. Delete it.`;
  const problems = bad === null ? [] : [problemAt('bad-character', message, bad, bad + 1)];
  return { file, text, body, problems, textRange: (start, end) => textRange(placeOf(start), placeOf(end)) };
}

/** Where, in the body, each `\n` stands that had a `\r` before it. */
function removedReturns(text: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf('\r\n'); at !== -1; at = text.indexOf('\r\n', at + 2)) found.push(at - found.length);
  return found;
}

/** How many of some ascending numbers are below another. */
function countBefore(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
