/** Problems of values: their type, their choice, their size, their spelling. */
import { isObject, joinPointer } from '../text/json.ts';
import type { Fix, Problem } from '../text/problem.ts';
import { list, nearest } from './nearest.ts';
import { type Finding, problemOf, valueMark } from './schemaFinding.ts';

interface TypeParams {
  readonly type: string;
  /** Of several that can stand there. */
  readonly types?: readonly string[];
  /** Those that a text has to be one of, if it is a text. */
  readonly words?: readonly string[];
}

export function wrongType(finding: Finding): readonly Problem[] {
  const { error, value, pointer, document } = finding;
  const { type, types = [type], words } = error.params as unknown as TypeParams;
  if (value === null && pointer === '') {
    return [
      problemOf('empty-file', 'The file is empty. Begin with the version of the format.', '', document.valueRange('')),
    ];
  }
  const expected = types
    .flatMap(
      (name) => (name === 'string' ? words?.map((word) => `\`${word}\``) : undefined) ?? [typeNames[name] ?? name],
    )
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');
  const remedy = value === null ? ' Write a value after the colon, or delete the key.' : '';
  const message = `Expected ${expected}, found ${describe(value)}.${remedy}`;
  // A number in quotes is none of the words that a text has to be one of.
  const fixes = typeFixes(finding, words === undefined ? types : types.filter((name) => name !== 'string'));
  const problem = problemOf('wrong-type', message, pointer, valueMark(finding));
  return [fixes.length === 0 ? problem : { ...problem, fixes }];
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
  null: 'nothing',
};

function describe(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string')
    return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  return typeof value === 'boolean' ? `\`${value}\`` : 'a map';
}

/** Only what leaves the value as it was meant: taking quotes away, adding them, making a list of one. */
function typeFixes({ document, value, pointer }: Finding, types: readonly string[]): readonly Fix[] {
  const range = document.valueRange(pointer);
  const written = document.text.slice(range.start, range.end);
  if (isObject(value) || Array.isArray(value) || written === '' || written.includes('\n')) return [];
  const change = (title: string, newText: string): readonly Fix[] => [
    { title, edits: [{ range, newText }], safe: true },
  ];
  if (typeof value !== 'string') {
    return types.includes('string') ? change('Quote it, as a text', JSON.stringify(written)) : [];
  }
  const isWhole = /^-?\d{1,15}$/.test(value);
  if (types.includes('integer') && isWhole) return change(`Write the number ${value}`, value);
  if (types.includes('number') && (isWhole || /^-?\d+\.\d+$/.test(value)))
    return change(`Write the number ${value}`, value);
  if (types.includes('boolean') && /^(true|false)$/i.test(value))
    return change(`Write ${value.toLowerCase()}`, value.toLowerCase());
  return types.length === 1 && types[0] === 'array' ? change('Make it a list', `[${written}]`) : [];
}

export function notOneOf(finding: Finding): readonly Problem[] {
  const { error, value, pointer } = finding;
  const { allowed } = error.params as { readonly allowed: readonly string[] };
  const range = valueMark(finding);
  const meant = typeof value === 'string' ? nearest(value, allowed) : null;
  const found = typeof value === 'string' ? `\`${value}\` is not one of` : `Found ${describe(value)}, not one of`;
  const message = `${found} ${list(allowed, 'or')}.${meant === null ? ' Choose one.' : ` Did you mean \`${meant}\`?`}`;
  const problem = problemOf('not-one-of', message, pointer, range);
  if (meant === null) return [problem];
  return [{ ...problem, fixes: [{ title: `Change to \`${meant}\``, edits: [{ range, newText: meant }] }] }];
}

export function badConstant(finding: Finding): readonly Problem[] {
  const { allowedValue } = finding.error.params;
  const message = `This must be \`${JSON.stringify(allowedValue)}\`, found ${describe(finding.value)}.`;
  return [problemOf('wrong-value', message, finding.pointer, valueMark(finding))];
}

/** `bad-name`, `bad-tag`, `bad-model-reference`, `bad-source`: named by the definition; `bad-format` where it has no name. */
export function badSpelling(finding: Finding): readonly Problem[] {
  const { title, rule } = finding.error.params as { readonly title: string; readonly rule: string };
  const code = `bad-${title === '' ? 'format' : title.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}`;
  return [aboutText(finding, code, (text) => `\`${text}\` cannot stand here. ${rule}`)];
}

/** A problem of a text: of a key where the error names one, else of the value. */
function aboutText(finding: Finding, code: string, message: (text: string) => string): Problem {
  const { document, error, pointer, value } = finding;
  const { propertyName } = error;
  const text = propertyName ?? String(value);
  const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  if (propertyName === undefined) return problemOf(code, message(shown), pointer, valueMark(finding));
  const at = joinPointer(pointer, propertyName);
  return problemOf(code, message(shown), at, document.keyRange(at));
}

export function badBound(finding: Finding): readonly Problem[] {
  const { limit } = finding.error.params as { readonly limit: number };
  const words = { minimum: 'at least', maximum: 'at most', exclusiveMinimum: 'above', exclusiveMaximum: 'below' };
  const bound = words[finding.error.keyword as keyof typeof words];
  const message = `This must be ${bound} ${limit}, found ${String(finding.value)}.`;
  return [problemOf('out-of-range', message, finding.pointer, valueMark(finding))];
}

export function badSize(finding: Finding): readonly Problem[] {
  const { keyword, params } = finding.error;
  const { limit } = params as { readonly limit: number };
  const isFew = keyword.startsWith('min');
  if (keyword.endsWith('Length')) {
    const most = `At most ${limit} characters can stand here. Shorten it.`;
    return [
      aboutText(finding, isFew ? 'empty-text' : 'too-long', () => (isFew ? 'This text is empty. Write it.' : most)),
    ];
  }
  const things = keyword.endsWith('Items') ? ['item', 'items'] : ['key', 'keys'];
  const count = `${limit} ${things[limit === 1 ? 0 : 1] ?? ''}`;
  const message = `This needs ${isFew ? 'at least' : 'at most'} ${count}. ${isFew ? 'Add' : 'Delete'} what is ${isFew ? 'missing' : 'too much'}.`;
  return [problemOf(isFew ? 'too-few' : 'too-many', message, finding.pointer, valueMark(finding))];
}
