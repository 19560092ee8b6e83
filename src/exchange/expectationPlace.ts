import { partAt, rangeIn } from '../core/document/filePart.ts';
import type { FilePart, ParsedDocument } from '../core/document/parsedDocument.ts';
import type { ExpectationResult } from '../core/stats/summary.ts';
import type { TextRange } from '../core/text/range.ts';
import { sharedPath } from './reportSource.ts';

/** Where an expectation stands, in the text that was run. */
export interface ExpectationPlace {
  /** From the folder that the run's path is relative to, with `/`. */
  readonly path: string;
  readonly part: FilePart;
  readonly range: TextRange;
}

/** @param scenario The path of the scenario, as the run kept it. */
export function placeOfExpectation(
  scenario: string,
  document: ParsedDocument,
  { pointer }: Pick<ExpectationResult, 'pointer'>,
): ExpectationPlace {
  const range = document.valueRange(pointer);
  const part = partAt(document, range.start);
  const folder = scenario.split('/').slice(0, -1);
  const path = part.file === null ? scenario : [...folder, part.file].join('/');
  return { path: sharedPath(path), part, range: rangeIn(part, range) };
}
