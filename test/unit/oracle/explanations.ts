import type { ParsedDocument } from '../../../src/core/document/parsedDocument.ts';
import { joinPointer } from '../../../src/core/text/json.ts';
import type { Problem } from '../../../src/core/text/problem.ts';
import type { TextRange } from '../../../src/core/text/range.ts';
import type { ServerFinding } from '../../support/languageServer.ts';

type Lines = ServerFinding['lines'];

/** A file with one defect, and what is said of it. */
export interface Verdicts {
  readonly document: ParsedDocument;
  /** The lines that differ from the file without the defect. */
  readonly changed: Lines;
  readonly theirs: readonly ServerFinding[];
  /** Our errors. */
  readonly ours: readonly Problem[];
}

/**
 * Why a finding of the server is none that we miss; null where we miss it.
 * - `same place`: we have an error on its first line, or on the changed line that it is around. What an error of ours names as
 *   related counts too.
 * - `same map`: a key of the map is misspelt, or nothing in it says what it is. Ours is one error; the server's are one for
 *   the key that is missing and one for each key that does not fit what it took the map for.
 * - `no document`: the text is not one YAML document, which we say where it was broken. The server guesses how the rest was
 *   meant and goes on.
 */
export type Explanation = 'same place' | 'same map' | 'no document';

export function explain(finding: ServerFinding, verdicts: Verdicts): Explanation | null {
  const { document, changed, ours } = verdicts;
  if (isAround(finding.lines, changed) && ours.some((problem) => isOn(changed, problem, document))) return 'same place';
  if (ours.some((problem) => isOn(headOf(finding.lines), problem, document))) return 'same place';
  if (ours.some((problem) => isOfSameMap(finding, problem, document))) return 'same map';
  return document.data === undefined && isToldWhereBroken(verdicts) ? 'no document' : null;
}

function isToldWhereBroken({ document, changed, theirs, ours }: Verdicts): boolean {
  const first = theirs.find(({ kind }) => kind === 'syntax')?.lines;
  return ours.some((problem) => isOn(changed, problem, document) || (first && isOn(first, problem, document)));
}

/** Of a finding about a whole map or list, the line on which that begins. */
function headOf({ first }: Lines): Lines {
  return { first, last: first };
}

function isAround(outer: Lines, inner: Lines): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

function isOn(lines: Lines, { range, related = [] }: Problem, document: ParsedDocument): boolean {
  return [range, ...related.map((each) => each.range)].some((each) => {
    const own = linesOf(each, document);
    return own.first <= lines.last && lines.first <= own.last;
  });
}

function isOfSameMap({ message, lines }: ServerFinding, problem: Problem, document: ParsedDocument): boolean {
  if (problem.pointer === null || !['unknown-key', 'missing-key'].includes(problem.code)) return false;
  const map = problem.pointer.slice(0, problem.pointer.lastIndexOf('/'));
  if (message.startsWith('Missing property ')) {
    const heads = [document.keyRange(map), document.valueRange(map)].map((range) => linesOf(range, document).first);
    return heads.includes(lines.first);
  }
  const key = /^Property (\S+) is not allowed/.exec(message)?.[1];
  return key !== undefined && linesOf(document.keyRange(joinPointer(map, key)), document).first === lines.first;
}

function linesOf({ start, end }: TextRange, { lines }: ParsedDocument): Lines {
  return { first: lines.positionAt(start).line, last: lines.positionAt(end).line };
}
