import { parseDocument } from '../../src/core/document/parseDocument.ts';
import type { ParsedDocument } from '../../src/core/document/parsedDocument.ts';
import { rangeIn, partAt } from '../../src/core/document/filePart.ts';
import type { FileRefusal, Files } from '../../src/core/scenario/files/files.ts';
import { openFiles } from '../../src/core/scenario/files/openFiles.ts';
import type { TextRange } from '../../src/core/text/range.ts';

/** Files by their paths, beside a scenario that is at the root; a text, or why there is none. */
export type Texts = Readonly<Record<string, string | { readonly refusal: FileRefusal }>>;

function memoryTexts(texts: Texts): Files {
  return {
    read(path) {
      const text = texts[path] ?? { refusal: 'missing' };
      return Promise.resolve(typeof text === 'string' ? { text } : text);
    },
  };
}

/** A scenario with its files. */
export function openTexts(scenario: string, texts: Texts): Promise<ParsedDocument> {
  return openFiles(parseDocument(scenario), { files: memoryTexts(texts), yieldControl: () => Promise.resolve() });
}

/** The characters of a range, behind the name of their file: `goals.fragment.yaml: company`. */
export function shownIn(document: ParsedDocument, range: TextRange): string {
  const part = partAt(document, range.start);
  const { start, end } = rangeIn(part, range);
  return `${part.file ?? 'scenario'}: ${part.text.slice(start, end)}`;
}
