import type { ActionTrigger, AnswerRule, Match, ScenarioFile } from '../../core/scenario/generated/scenarioFile.ts';
import {
  entries,
  field,
  isMap,
  items,
  stringIn,
  stringsIn,
  type Part,
  type StringPart,
} from '../../core/scenario/parts.ts';
import { documentFields } from '../../core/trial/names.ts';
import { gatesIn, matchesIn } from './gates.ts';

/** A string of the file that `{{names}}` stand in. */
export interface TemplateText extends StringPart {
  /** The names that mean a field of a document here, before they mean anything else. */
  readonly fields: readonly string[];
}

/** Every such string, also of parts that this version does not run and of a file that is not valid. */
export function templateTexts(root: Part<ScenarioFile>): readonly TemplateText[] {
  const texts: TemplateText[] = [];
  const add = (strings: readonly StringPart[], fields: readonly string[] = []): void => {
    for (const string of strings) texts.push({ ...string, fields });
  };
  for (const [, text] of entries(field(root, 'vars'))) add(textStrings(text));
  for (const [, factor] of entries(field(root, 'factors'))) add(levelStrings(field(factor, 'levels')));
  add(textStrings(field(root, 'system')));
  add(textStrings(field(root, 'user')));
  for (const [key, text] of entries(field(root, 'layout'))) add(own(text), key === 'between' ? [] : documentFields);
  for (const document of items(field(root, 'documents'))) add(documentStrings(document));
  for (const tool of items(field(field(root, 'tools'), 'use'))) {
    add([...own(field(tool, 'description')), ...own(field(tool, 'returns'))]);
    for (const rule of items(field(tool, 'returns') as Part<readonly AnswerRule[]>)) {
      add([...own(field(rule, 'text')), ...own(field(rule, 'error')), ...whereStrings(field(rule, 'where'))]);
    }
  }
  for (const event of items(field(root, 'events'))) {
    add([...own(field(event, 'text')), ...whereStrings(field(field(event, 'after') as Part<ActionTrigger>, 'where'))]);
  }
  for (const probe of items(field(root, 'probes'))) add(own(field(probe, 'ask')));
  for (const classifier of items(field(root, 'classifiers'))) {
    const gates = [field(classifier, 'gate'), ...items(field(classifier, 'asked'))];
    for (const gate of gates.flatMap(gatesIn)) add(gateStrings(gate));
    add(own(field(field(classifier, 'judge'), 'question')));
  }
  return texts;
}

function own(part: Part): readonly StringPart[] {
  const text = stringIn(part);
  return text === null ? [] : [{ text, pointer: part.pointer }];
}

/** A text, or the texts of its alternatives; several texts, for `user`. */
function textStrings(part: Part): readonly StringPart[] {
  const text = own(part);
  if (text.length > 0) return text;
  if (isMap(part)) return own(field(part as Part<{ text: unknown }>, 'text'));
  return items(part as Part<readonly unknown[]>).flatMap(textStrings);
}

/** Levels that are a list are names, no texts. */
function levelStrings(levels: Part): readonly StringPart[] {
  return entries(levels as Part<Record<string, unknown>>).flatMap(([, level]) => {
    const fields = entries(level as Part<Record<string, unknown>>);
    return [...own(level), ...fields.flatMap(([, text]) => own(text))];
  });
}

type DocumentPart = Part<NonNullable<ScenarioFile['documents']>[number]>;

function documentStrings(document: DocumentPart): readonly StringPart[] {
  const attachments = items(field(document, 'attachments'));
  return [
    ...(['from', 'date', 'subject', 'name'] as const).flatMap((key) => own(field(document, key))),
    ...stringsIn(field(document, 'to')),
    ...stringsIn(field(document, 'cc')),
    ...textStrings(field(document, 'body')),
    ...attachments.flatMap((attachment) => [...own(field(attachment, 'name')), ...own(field(attachment, 'text'))]),
  ];
}

/** All words of a clause but regular expressions. */
function gateStrings(gate: ReturnType<typeof gatesIn>[number]): readonly StringPart[] {
  const tests = gate.kind === 'action' ? gate.where.map(([, match]) => match) : [gate.match];
  return tests.flatMap(matchStrings);
}

function whereStrings(where: Part<{ readonly [field: string]: Match }>): readonly StringPart[] {
  return entries(where).flatMap(([, match]) => matchStrings(match));
}

function matchStrings(part: Part<Match>): readonly StringPart[] {
  return matchesIn(part).flatMap((match) => {
    if (!isMap(match)) return stringsIn(match);
    return (['contains_any', 'contains_all', 'outside'] as const).flatMap((key) => stringsIn(field(match, key)));
  });
}
