import { isAlias, isCollection, isPair, isScalar, Scalar, type Pair, type ParsedNode } from 'yaml';
import { createLineIndex, offset } from '../../core/text/range.ts';

/** A text as lines, and where a node of it stands. Lines count from 0. */
export interface SourceLines {
  /** Without `\n`. */
  readonly lines: readonly string[];
  lineOf(offset: number): number;
  columnOf(offset: number): number;
  /** The last line of a node; blank lines below it only where they are part of it. */
  lastLineOf(node: ParsedNode): number;
}

export type ParsedPair = Pair<ParsedNode, ParsedNode | null>;

export function createSourceLines(text: string): SourceLines {
  const lines = text.split('\n');
  const index = createLineIndex(text);
  const lineOf = (at: number): number => index.positionAt(offset(at)).line;
  return {
    lines,
    lineOf,
    columnOf: (at) => index.positionAt(offset(at)).character,
    lastLineOf: (node) => lineOf(endOf(node, text)),
  };
}

/** The last character of a node. */
function endOf(node: ParsedNode, text: string): number {
  if (isCollection(node) && node.flow !== true) {
    const last = (node.items as readonly (ParsedNode | ParsedPair)[]).at(-1);
    if (isPair(last)) return Math.max(endOf(last.key, text), last.value ? endOf(last.value, text) : 0);
    return last ? endOf(last, text) : node.range[0];
  }
  const [start, end] = node.range;
  if (end <= start) return start;
  if (keepsEnd(node, text)) return end - 1;
  return start + text.slice(start, end).trimEnd().length - 1;
}

/** `|+`: the empty lines below are part of the text. */
function keepsEnd(node: ParsedNode, text: string): boolean {
  if (isAlias(node) || !isScalar(node)) return false;
  const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
  return isBlock && /^.\d?\+/.test(text.slice(node.range[0], node.range[0] + 3));
}

/** Lines with more or less indentation; null where one has too little to lose. */
export function shift(lines: readonly string[], by: number): readonly string[] | null {
  const shifted: string[] = [];
  for (const line of lines) {
    const blanks = /^ */.exec(line)?.[0].length ?? 0;
    const isBlank = line.trim() === '';
    if (!isBlank && blanks < -by) return null;
    if (by < 0) shifted.push(line.slice(Math.min(blanks, -by)));
    else shifted.push(blanks === 0 && isBlank ? line : ' '.repeat(by) + line);
  }
  return shifted;
}

/** Comments and empty lines between two keys, moved as the key below them is; null where there is anything else. */
export function shiftComments(lines: readonly string[], by: number): readonly string[] | null {
  if (!lines.every((line) => /^\s*(#|$)/.test(line))) return null;
  return lines.map((line) => {
    const blanks = /^ */.exec(line)?.[0].length ?? 0;
    return line.trim() === '' ? line.trim() : ' '.repeat(Math.max(0, blanks + by)) + line.slice(blanks);
  });
}
