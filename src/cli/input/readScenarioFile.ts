import { dirname, join, resolve } from 'node:path';
import { rangeIn, partAt } from '../../core/document/filePart.ts';
import { parseDocument } from '../../core/document/parseDocument.ts';
import type { FilePart, ParsedDocument } from '../../core/document/parsedDocument.ts';
import { openFiles } from '../../core/scenario/files/openFiles.ts';
import type { TextRange } from '../../core/text/range.ts';
import { diskFiles, rootFor } from '../../node/diskFiles.ts';
import { yieldControl } from '../../node/yieldControl.ts';
import { readNamedFile } from './files.ts';

/** A scenario that the command line names, with the files that it names. Throws `UsageError` when it cannot be read itself. */
export async function readScenarioFile(path: string): Promise<ParsedDocument> {
  const document = parseDocument(await readNamedFile(path));
  const folder = resolve(dirname(path));
  const files = diskFiles({ folder, root: rootFor(folder, process.cwd()) });
  return openFiles(document, { files, yieldControl });
}

/** A range of a scenario in the file that it stands in. */
export interface PlaceInFile {
  /** As the command line would name it. */
  readonly path: string;
  readonly part: FilePart;
  readonly range: TextRange;
}

/** @param path Of the scenario, as the command line names it. */
export function placeInFile(path: string, document: ParsedDocument, range: TextRange): PlaceInFile {
  const part = partAt(document, range.start);
  return { path: part.file === null ? path : join(dirname(path), part.file), part, range: rangeIn(part, range) };
}
