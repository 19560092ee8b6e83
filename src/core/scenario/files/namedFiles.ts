import { badCharacter } from '../../document/refusals.ts';
import type { ScenarioFile } from '../generated/scenarioFile.ts';
import { field, items, stringIn, type Part, type StringPart } from '../parts.ts';

/** The fragments that a file includes: what it writes, and where. */
export function namedFragments(root: Part<ScenarioFile>): readonly StringPart[] {
  return items(field(root, 'include')).flatMap(stringPart);
}

/** The files that bodies of documents are read from. */
export function namedBodies(root: Part<ScenarioFile>): readonly StringPart[] {
  return items(field(root, 'documents')).flatMap((document) =>
    stringPart(field(field(document, 'body') as Part<{ file: string }>, 'file')),
  );
}

function stringPart(part: Part): readonly StringPart[] {
  const text = stringIn(part);
  return text === null ? [] : [{ text, pointer: part.pointer }];
}

/** Why no file can be meant by a path; null where one can. Whether it is there, and in the workspace, is seen when it is read. */
export function refusePath(path: string): string | null {
  if (path.trim() === '') return 'This names no file.';
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return 'A scenario names no address and no drive.';
  if (/^[/~]/.test(path)) return 'A path begins at the folder of this file.';
  if (path.includes('\\')) return 'Folders are separated by `/`, so that the file is found on every system.';
  return badCharacter(path) === null ? null : 'A path has no control characters.';
}
