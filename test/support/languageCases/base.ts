import { source } from '../source.ts';

/** Where the cursor is. */
const cursor = '‸';

/** A case as text: `‸` is the cursor, `«…»` are the ranges that are expected. */
export interface MarkedCase {
  readonly text: string;
  readonly at: number;
  /** Start and end of each marked range, in the order of the text. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

export function readMarks(marked: string): MarkedCase {
  let text = '';
  let at = -1;
  let open = -1;
  const ranges: (readonly [number, number])[] = [];
  for (const character of marked) {
    if (character === cursor) at = text.length;
    else if (character === '«') open = text.length;
    else if (character === '»') ranges.push([open, text.length]);
    else text += character;
  }
  if (at < 0) throw new Error('a case needs a cursor, ‸');
  return { text, at, ranges };
}

/** Text with the ranges marked as a case marks them, so that a difference can be read. */
export function showRanges(text: string, ranges: readonly (readonly [start: number, end: number])[]): string {
  return [...ranges]
    .sort(([one], [other]) => other - one)
    .reduce((shown, [start, end]) => `${shown.slice(0, start)}«${shown.slice(start, end)}»${shown.slice(end)}`, text);
}

/** The sections that a case does not write itself, so that it is a scenario. */
export function scenario(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const text = source(strings, ...values);
  const has = (key: string): boolean => new RegExp(`^[‸«]*${key}[‸»]*:`, 'm').test(text);
  return [
    'scenarist: 1',
    ...(has('id') ? [] : ['id: small']),
    ...(has('user') ? [] : ['user: Process the inbox.']),
    ...(has('run') ? [] : ['run: {samples: 2, max_tokens: 100, models: [scripted/demo]}']),
    text,
  ].join('\n');
}
