import { readFileSync } from 'node:fs';
import { parseDocument } from '../../src/core/document/parseDocument.ts';
import { checkFile } from '../../src/core/experiment/checkFile.ts';
import { sha256 } from '../../src/node/sha256.ts';

export const exampleNames = ['blackmail', 'espionage', 'harmless', 'lethal-action'] as const;
export type ExampleName = (typeof exampleNames)[number];

export function exampleText(name: ExampleName): string {
  return readFileSync(`examples/${name}/${name}.scenario.yaml`, 'utf8');
}

/** The text of a scripted model of an example; null where it has none of that name. */
export function exampleModel(example: ExampleName, model: string): string | null {
  try {
    return readFileSync(`examples/${example}/models/${model}.model.yaml`, 'utf8');
  } catch {
    return null;
  }
}

/** What `validate` finds in a text. */
export function check(text: string) {
  return checkFile(parseDocument(text), sha256);
}
