import { createNameValues, type NameValue, type NameValues, type ReadNameValues } from '../../core/trial/nameValues.ts';
import type { Levels, Scenario } from '../../core/scenario/scenario.ts';
import { KnownNames } from '../completion/knownNames.ts';
import { code, fenced } from '../markdown.ts';
import type { Name, NameKind } from '../nameIndex.ts';
import type { HoverInput } from './hoverInput.ts';

const words: Partial<Readonly<Record<NameKind, string>>> = {
  var: 'variable',
  factorField: 'key',
  document: 'document',
  tool: 'tool',
  toolField: 'field',
  classifier: 'classifier',
  label: 'label',
  probe: 'probe',
};

/** A value is prepared once for all names of a scenario, and a scenario never changes. */
const values = new WeakMap<Scenario, ReadNameValues>();

/** What a name stands for; for one that stands in texts, what it becomes in the conditions. */
export function nameHover(input: HoverInput, name: Name): string | null {
  switch (name.kind) {
    case 'unknown':
      return null;
    case 'layoutField':
      return `**${name.name}** · of the document that is shown`;
    case 'section':
      return joined(`**${name.name}** · section`, becomes(input, name.name) ?? sections[name.name]);
    case 'var':
      return joined(headingOf(name), becomes(input, name.name) ?? sayingOf(input, name));
    case 'factorField':
      return joined(headingOf(name), becomes(input, `${name.owner ?? ''}.${name.name}`) ?? sayingOf(input, name));
    default:
      return joined(headingOf(name), sayingOf(input, name));
  }
}

const sections: Readonly<Record<string, string>> = {
  documents: 'The documents that the condition shows, each in its layout.',
  tools: 'How to use the tools, under the text protocol.',
};

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function headingOf({ kind, name, owner }: Name): string {
  const word = kind === 'unknown' ? '' : (words[kind] ?? kind);
  return `**${name}** · ${word}${owner === null ? '' : ` of ${code(owner)}`}`;
}

/** What the file says of the thing that has the name. */
function sayingOf({ document }: HoverInput, { kind, name, owner }: Name): string {
  if (kind === 'unknown') return '';
  return new KnownNames([document]).all(kind, owner ?? undefined).find((each) => each.name === name)?.says ?? '';
}

/** What a `{{name}}` becomes in the conditions; undefined while errors leave that open. */
export function becomes({ scenario, conditions }: HoverInput, name: string): string | undefined {
  if (scenario === null || conditions.length === 0) return undefined;
  const read = values.get(scenario) ?? createNameValues(scenario);
  values.set(scenario, read);
  const all = conditions.flatMap(({ levels, same }) => [levels, ...same]);
  const found = read(name, all);
  return found === null ? undefined : valuesMarkdown(found, all.length);
}

/** Texts that begin alike for longer than this are shown from a little before they part. */
const longestStart = 150;
const shownBefore = 40;

/** How much of the start of all texts need not be shown to tell them apart. */
function sharedLength(texts: readonly string[]): number {
  const [first = '', ...others] = texts;
  let length = first.length;
  for (const other of others) {
    let at = 0;
    while (at < length && first[at] === other[at]) at++;
    length = at;
  }
  return length > longestStart ? first.lastIndexOf(' ', length - shownBefore) + 1 : 0;
}

const mostValues = 5;
const mostChoices = 3;

function valuesMarkdown({ factors, values: found }: NameValues, conditions: number): string {
  const [only] = found;
  if (found.length === 1 && only !== undefined) return `In every condition: ${textMarkdown(only.text)}`;
  const from = sharedLength(found.map(({ text }) => text));
  const shown = found.slice(0, mostValues).map((value) => valueMarkdown(value, { factors, conditions, from }));
  const more = found.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n\n');
}

interface Shown {
  readonly factors: readonly string[];
  readonly conditions: number;
  /** The characters before are the same in all values. */
  readonly from: number;
}

function valueMarkdown({ text, choices, conditions: held }: NameValue, { factors, conditions, from }: Shown): string {
  const shown = choices.slice(0, mostChoices).map((levels) => choiceWords(levels, factors));
  const more = choices.length - shown.length;
  const where = `${shown.join(' or ')}${more > 0 ? ` or ${more} more` : ''}`;
  return `${where} (${held} of ${conditions}): ${textMarkdown(from > 0 ? `…${text.slice(from)}` : text)}`;
}

function choiceWords(levels: Levels, factors: readonly string[]): string {
  return factors.map((factor) => code(`${factor}: ${levels[factor] ?? ''}`)).join(' and ');
}

function textMarkdown(text: string): string {
  return text === '' ? '*nothing*' : `\n\n${fenced(text)}`;
}
