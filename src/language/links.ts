import type { ParsedDocument } from '../core/document/parsedDocument.ts';
import type { ScenarioFile } from '../core/scenario/generated/scenarioFile.ts';
import { namedBodies } from '../core/scenario/files/namedFiles.ts';
import { field, isMap, items, stringIn, stringsIn, type Part } from '../core/scenario/parts.ts';
import type { TextRange } from '../core/text/range.ts';

/** A name in the file that stands for another file. */
export interface FileLink {
  readonly range: TextRange;
  /** Relative to the folder of the scenario, with `/`; the first that exists is meant. */
  readonly paths: readonly string[];
}

/** Fragments that are included, files that are bodies, and scripted models: `scripted/NAME` is NAME.model.yaml beside the scenario or in models/. */
export function fileLinks(document: ParsedDocument): readonly FileLink[] {
  const root: Part<ScenarioFile> = { value: document.data ?? document.partial, pointer: '' };
  const link = (text: string, pointer: string, paths: readonly string[]): readonly FileLink[] =>
    paths.every(isInside) ? [{ range: document.stringRange(pointer, 0, text.length), paths }] : [];
  const includes = stringsIn(field(root, 'include')).flatMap(({ text, pointer }) => link(text, pointer, [text]));
  const models = modelReferences(root).flatMap((part) => {
    const text = stringIn(part);
    if (text?.startsWith('scripted/') !== true) return [];
    const file = `${text.slice('scripted/'.length)}.model.yaml`;
    return link(text, part.pointer, [file, `models/${file}`]);
  });
  const bodies = namedBodies(root).flatMap(({ text, pointer }) => link(text, pointer, [text]));
  return [...includes, ...models, ...bodies];
}

function modelReferences(root: Part<ScenarioFile>): readonly Part[] {
  const models = items(field(field(root, 'run'), 'models') as Part<readonly unknown[]>);
  return [
    ...models.map((item) => (isMap(item) ? field(item as Part<{ model: string }>, 'model') : item)),
    ...items(field(root, 'classifiers')).map((classifier) => field(field(classifier, 'judge'), 'model')),
  ];
}

/** Files that a scenario names are below some folder of its own: no absolute path, no address, nothing hidden in a name. */
function isInside(path: string): boolean {
  return path !== '' && !/^[/\\]|^[A-Za-z][A-Za-z0-9+.-]*:|[\\\0\n]/.test(path);
}
