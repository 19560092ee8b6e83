import type { Factor, Level, Scenario, Variable } from '../scenario/scenario.ts';
import type { SourceText, Text } from '../scenario/sourceText.ts';
import { gateWords, matchWords } from './gateWords.ts';

/** What a `{{name}}` stands for. Variables, factors and the words `documents` and `tools` share one namespace. */
export type Target =
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'level'; readonly factor: Factor; readonly key: string | null }
  | { readonly kind: 'documents' }
  | { readonly kind: 'tools' };

export type NameTable = ReadonlyMap<string, Target>;

/** All names that a text of this scenario can use. */
export function nameTable(scenario: Scenario): NameTable {
  const names = new Map<string, Target>([
    ['documents', { kind: 'documents' }],
    ['tools', { kind: 'tools' }],
  ]);
  for (const factor of scenario.factors) {
    if (factor.levels.some(({ text }) => text !== null)) names.set(factor.name, { kind: 'level', factor, key: null });
    for (const key of fieldKeys(factor)) names.set(`${factor.name}.${key}`, { kind: 'level', factor, key });
  }
  for (const variable of scenario.vars) names.set(variable.name, { kind: 'variable', variable });
  return names;
}

/** The keys of a factor whose levels are maps. */
export function fieldKeys(factor: Factor): readonly string[] {
  return [...new Set(factor.levels.flatMap(({ fields }) => [...fields.keys()]))];
}

/** The text that a level gives to `{{factor}}` (key null) or `{{factor.key}}`; null where it gives none. */
export function levelText(level: Level, key: string | null): SourceText | null {
  return key === null ? level.text : (level.fields.get(key) ?? null);
}

/** The names that a layout may use beside those of the whole scenario: the document's own, which come first. */
export const documentFields = ['id', 'n', 'from', 'to', 'cc', 'date', 'subject', 'name', 'body'] as const;
const noFields: readonly string[] = [];

/** A text and the names that are its own. */
export interface ScopedText {
  readonly source: SourceText;
  readonly fields: readonly string[];
}

/** The texts that a name stands for, in any condition. */
export function textsOf(target: Target, scenario: Scenario): readonly ScopedText[] {
  switch (target.kind) {
    case 'variable':
      return scoped(sources(target.variable.text));
    case 'level':
      return scoped(target.factor.levels.flatMap((level) => levelText(level, target.key) ?? []));
    case 'documents':
      return documentTexts(scenario);
    case 'tools':
      return scoped(scenario.tools.use.flatMap(({ description }) => description ?? []));
  }
}

/**
 * Every text of the file, whether or not anything uses it, each once.
 *
 * @param read All strings that were read, also of parts that the scenario lacks because of an error.
 */
export function textsOfFile(scenario: Scenario, read: readonly SourceText[]): readonly ScopedText[] {
  const levels = scenario.factors.flatMap((factor) => factor.levels);
  return [
    ...layoutTexts(scenario),
    ...scoped(levels.flatMap(({ text, fields }) => [...(text === null ? [] : [text]), ...fields.values()])),
    ...scoped(read),
  ];
}

/** What is sent: the texts that no name stands for. */
export function promptTexts({ system, user }: Scenario): readonly SourceText[] {
  return [...sources(system ?? []), ...user.flatMap(sources)];
}

/** What a condition renders beside its prompt: answers of tools, events, probes, words of gates and questions of judges. */
export function wordTexts({ classifiers, tools, events, probes }: Scenario): readonly SourceText[] {
  return [
    ...tools.use.flatMap(({ description, returns }) => [
      // The others are part of what `{{tools}}` stands for.
      ...(tools.protocol === 'text' || description === null ? [] : [description]),
      ...returns.flatMap(({ text, where }) => [text, ...where.flatMap(({ match }) => matchWords(match))]),
    ]),
    ...events.flatMap(({ after, text }) => [
      ...(text === null ? [] : [text]),
      ...(after.kind === 'action' ? after.where.flatMap(({ match }) => matchWords(match)) : []),
    ]),
    ...probes.map(({ ask }) => ask),
    ...classifierTexts(classifiers),
  ];
}

function classifierTexts(classifiers: Scenario['classifiers']): readonly SourceText[] {
  return classifiers.flatMap(({ gate, judge }) => [
    ...(gate === null ? [] : gateWords(gate)),
    ...(judge === null ? [] : [judge.question]),
  ]);
}

function documentTexts(scenario: Scenario): readonly ScopedText[] {
  const texts = layoutTexts(scenario);
  const add = (source: SourceText): void => void texts.push({ source, fields: noFields });
  for (const { fields, to, cc, body, attachments } of scenario.documents) {
    for (const field of fields.values()) add(field);
    to.forEach(add);
    cc.forEach(add);
    for (const { text } of body) add(text);
    for (const { name, text } of attachments) [name, text].forEach(add);
  }
  return texts;
}

/** A layout counts only where some document has its kind: of the others the file often says nothing. */
function layoutTexts({ documents, layout }: Scenario): ScopedText[] {
  const kinds = new Set<keyof Scenario['layout']>(documents.map(({ kind }) => kind));
  if (documents.some(({ attachments }) => attachments.length > 0)) kinds.add('attachment');
  const texts = [...kinds].map((kind): ScopedText => ({ source: layout[kind], fields: documentFields }));
  return [...texts, { source: layout.between, fields: noFields }];
}

function sources(text: Text): readonly SourceText[] {
  return text.map((alternative) => alternative.text);
}

function scoped(texts: readonly SourceText[]): readonly ScopedText[] {
  return texts.map((source) => ({ source, fields: noFields }));
}
