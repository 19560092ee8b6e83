import type { TextEdit } from '../text/problem.ts';
import { textRange } from '../text/range.ts';
import type { Steps } from '../text/steps.ts';
import type { ScenarioFile } from './generated/scenarioFile.ts';
import { entries, field, isList, items, stringsIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';

/** A name that the file defines, and where. */
interface Definition {
  readonly kind: 'variable' | 'factor' | 'level' | 'key' | 'document' | 'tool' | 'classifier' | 'label' | 'probe';
  readonly name: string;
  /** Its pointer is that of the thing defined, which is also what uses are remembered by. */
  readonly part: Part;
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
  for (const section of sections(root)) {
    for (const definition of section()) {
      if (isYaml11Word(definition.name)) refuseBoolean(reader, definition);
      if (reader.pace.isDue(1)) yield;
    }
  }
}

function checkNamespace(reader: Reader, root: Part<ScenarioFile>): void {
  const variables = new Map<string, Part>(entries(field(root, 'vars')));
  const factors = entries(field(root, 'factors'));
  for (const [name, part] of [...variables, ...factors]) {
    if (!reservedNames.includes(name)) continue;
    const message = `\`{{${name}}}\` always stands for the ${name} of the scenario, so nothing else can be called \`${name}\`. Choose another name.`;
    reader.error('reserved-name', reader.atKey(part), message);
  }
  for (const [name, part] of factors) {
    const variable = variables.get(name);
    if (variable === undefined) continue;
    const message = `There is a variable \`${name}\` too, and \`{{${name}}}\` can stand for one of them only. Rename one of the two.`;
    const related = [{ message: 'the variable', range: reader.atKey(variable).range }];
    reader.error('duplicate-name', reader.atKey(part), message, { related });
  }
}

/** What each section defines, made when it is asked for. */
function sections(root: Part<ScenarioFile>): readonly (() => readonly Definition[])[] {
  const keys = (kind: Definition['kind'], section: Part): Definition[] =>
    entries(section as Part<Record<string, unknown>>).map(([name, part]) => ({ kind, name, part, isKey: true }));
  const ids = (kind: Definition['kind'], section: Part<readonly { id: string }[]>): Definition[] =>
    items(section).flatMap((item) => values(kind, field(item, 'id')));
  const values = (kind: Definition['kind'], part: Part): Definition[] =>
    stringsIn(part).map(({ text, pointer }) => ({ kind, name: text, part: { value: text, pointer }, isKey: false }));
  const levels = (): readonly Definition[] =>
    entries(field(root, 'factors')).flatMap(([, factor]) => {
      const section = field(factor, 'levels');
      const own = isList(section) ? values('level', section) : keys('level', section);
      return [...own, ...entries(section).flatMap(([, level]) => keys('key', level))];
    });
  const labels = (): readonly Definition[] =>
    items(field(root, 'classifiers')).flatMap((classifier) => {
      const part = field(classifier, 'labels') as Part<{ positive: unknown; negative: unknown }>;
      return [...values('label', field(part, 'positive')), ...values('label', field(part, 'negative'))];
    });
  return [
    () => keys('variable', field(root, 'vars')),
    () => keys('factor', field(root, 'factors')),
    levels,
    () => ids('document', field(root, 'documents')),
    () => ids('tool', field(field(root, 'tools'), 'use')),
    () => ids('classifier', field(root, 'classifiers')),
    labels,
  ];
}

function refuseBoolean(reader: Reader, definition: Definition): void {
  const { kind, name, part } = definition;
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
