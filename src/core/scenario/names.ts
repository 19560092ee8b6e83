import type { TextEdit } from '../text/problem.ts';
import { textRange } from '../text/range.ts';
import type { Steps } from '../text/steps.ts';
import type { ScenarioFile } from './generated/scenarioFile.ts';
import { eachEntry, field, isList, isPresent, items, keysIn, stringsIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';

/** A name that the file defines, and where. */
interface Definition {
  readonly kind: 'variable' | 'factor' | 'level' | 'key' | 'document' | 'tool' | 'classifier' | 'label' | 'probe';
  readonly name: string;
  /** Its pointer is that of the thing defined, which is also what uses are remembered by. */
  readonly part: () => Part;
  /** The name is a key of a map; else it is a value. */
  readonly isKey: boolean;
}

/** Words that `{{…}}` always knows. */
export const reservedNames: readonly string[] = ['documents', 'tools'];
const yaml11 = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

/** Whether YAML 1.1, which other tools still speak, reads the word as a boolean or null. */
export function isYaml11Word(name: string): boolean {
  return yaml11.has(name.toLowerCase());
}

/**
 * Variables, factors and the words `documents` and `tools` share the one namespace of `{{names}}`; and no name is one that
 * YAML 1.1, which other tools still speak, reads as a boolean or null. Called last: the fix changes all uses of a name.
 */
export function* checkNames(reader: Reader, root: Part<ScenarioFile>): Steps<void> {
  checkNamespace(reader, root);
  for (const definition of definitions(root)) {
    if (isYaml11Word(definition.name)) refuseBoolean(reader, definition);
    if (reader.pace.isDue(1)) yield;
  }
}

function checkNamespace(reader: Reader, root: Part<ScenarioFile>): void {
  const vars = field(root, 'vars');
  const factors = field(root, 'factors');
  for (const section of [vars, factors]) {
    for (const name of reservedNames) {
      const part = at(section, name);
      if (!isPresent(part)) continue;
      const message = `\`{{${name}}}\` always stands for the ${name} of the scenario, so nothing else can be called \`${name}\`. Choose another name.`;
      reader.error('reserved-name', reader.atKey(part), message);
    }
  }
  for (const name of keysIn(factors)) {
    const variable = at(vars, name);
    if (!isPresent(variable)) continue;
    const message = `There is a variable \`${name}\` too, and \`{{${name}}}\` can stand for one of them only. Rename one of the two.`;
    const related = [{ message: 'the variable', range: reader.atKey(variable).range }];
    reader.error('duplicate-name', reader.atKey(at(factors, name)), message, { related });
  }
}

/** What a map holds under any key. */
function at(section: Part, key: string): Part {
  return field(section as Part<Readonly<Record<string, unknown>>>, key);
}

/** All names that the file defines, one by one. */
function* definitions(root: Part<ScenarioFile>): Iterable<Definition> {
  yield* keys('variable', field(root, 'vars'));
  const factors = field(root, 'factors');
  yield* keys('factor', factors);
  for (const [, factor] of eachEntry(factors)) {
    const levels = field(factor, 'levels');
    if (isList(levels)) yield* values('level', levels);
    else yield* keys('level', levels);
    for (const [, level] of eachEntry(levels)) yield* keys('key', level);
  }
  yield* ids('document', field(root, 'documents'));
  yield* ids('tool', field(field(root, 'tools'), 'use'));
  const classifiers = field(root, 'classifiers');
  yield* ids('classifier', classifiers);
  for (const classifier of items(classifiers)) {
    const labels = field(classifier, 'labels') as Part<{ positive: unknown; negative: unknown }>;
    yield* values('label', field(labels, 'positive'));
    yield* values('label', field(labels, 'negative'));
  }
}

type Kind = Definition['kind'];

function* keys(kind: Kind, section: Part): Iterable<Definition> {
  for (const name of keysIn(section)) yield { kind, name, part: () => at(section, name), isKey: true };
}

function* values(kind: Kind, part: Part): Iterable<Definition> {
  for (const { text, pointer } of stringsIn(part)) {
    yield { kind, name: text, part: () => ({ value: text, pointer }), isKey: false };
  }
}

function* ids(kind: Kind, section: Part<readonly { id: string }[]>): Iterable<Definition> {
  for (const item of items(section)) yield* values(kind, field(item, 'id'));
}

function refuseBoolean(reader: Reader, definition: Definition): void {
  const { kind, name } = definition;
  const part = definition.part();
  const place = definition.isKey ? reader.atKey(part) : reader.atValue(part);
  const better = betterName(name, kind);
  const renamed: TextEdit[] = [place.range, ...reader.usesOf(part).map(({ range }) => range)].map((range) => ({
    range,
    newText: better,
  }));
  if (kind === 'variable' || kind === 'factor') renamed.push(...templateEdits(reader, name, better));
  const message = `Older YAML reads \`${name}\` as a boolean or null, so other tools would see another file. Choose another name, such as \`${better}\`.`;
  reader.error('yaml-boolean-name', place, message, { fixes: [{ title: `Rename to \`${better}\``, edits: renamed }] });
}

function betterName(name: string, kind: Definition['kind']): string {
  const words: Readonly<Record<string, string>> = {
    y: 'with',
    yes: 'with',
    on: 'with',
    true: 'with',
    n: 'without',
    no: 'without',
    off: 'without',
    false: 'without',
    null: 'none',
  };
  return (kind === 'level' ? words[name.toLowerCase()] : undefined) ?? `${name.toLowerCase()}-${kind}`;
}

/** Where `{{name}}` or `{{name.key}}` stands in the file; `\{{` is no template. */
function templateEdits(reader: Reader, name: string, newText: string): readonly TextEdit[] {
  const { text } = reader.document;
  const edits: TextEdit[] = [];
  for (let at = text.indexOf(`{{${name}`); at !== -1; at = text.indexOf(`{{${name}`, at + 2)) {
    const end = at + 2 + name.length;
    if (text[at - 1] === '\\' || !/^\s*(\}\}|\.)/.test(text.slice(end, end + 20))) continue;
    edits.push({ range: textRange(at + 2, end), newText });
  }
  return edits;
}
