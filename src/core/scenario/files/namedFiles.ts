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
