import type { ParsedDocument } from '../../document/parsedDocument.ts';
import type { Problem } from '../../text/problem.ts';
import type { TextFile } from './textFile.ts';

/** A scenario or a fragment, with what was read of the files it names. Ranges and pointers are its own. */
export interface YamlFile {
  /** Null for the scenario. */
  readonly file: string | null;
  /** As people know it: the path under which it is included. */
  readonly name: string;
  readonly document: ParsedDocument;
  /** By the pointer of the body that it is. */
  readonly bodies: ReadonlyMap<string, TextFile>;
  readonly problems: readonly Problem[];
}
