import type { ParsedDocument } from '../../document/parsedDocument.ts';
import type { Files } from './files.ts';

/** A file that a scenario named, as it was. */
export interface KeptFile {
  /** From the folder of the scenario, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What was read for a document beside its own file. */
export function filesOf(document: ParsedDocument): readonly KeptFile[] {
  return document.files.flatMap(({ file, text }) => (file === null ? [] : [{ path: file, text }]));
}

/** Gives the files as they were; there are no others. */
export function keptFiles(files: readonly KeptFile[]): Files {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return {
    read(path) {
      const text = texts.get(path);
      return Promise.resolve(text === undefined ? { refusal: 'missing' } : { text });
    },
  };
}
