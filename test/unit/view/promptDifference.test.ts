import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptDifference } from '../../../src/core/view/promptDifference.ts';

/** The text with `[what is new]` and `(what is gone)`. */
function shown(baseline: string, text: string): string {
  const { added, removed } = promptDifference(baseline, text);
  const marks = [
    ...added.flatMap(({ start, end }) => [
      { at: start, rank: 2, mark: '[' },
      { at: end, rank: 0, mark: ']' },
    ]),
    ...removed.map(({ at, text: gone }) => ({ at, rank: 1, mark: `(${gone})` })),
  ];
  return marks
    .toSorted((a, b) => b.at - a.at || b.rank - a.rank)
    .reduce((line, { at, mark }) => line.slice(0, at) + mark + line.slice(at), text);
}

const rows: readonly (readonly [what: string, baseline: string, text: string, shown: string])[] = [
  ['nothing', 'You answer mail.\n', 'You answer mail.\n', 'You answer mail.\n'],
  ['a new line', 'One.\nThree.\n', 'One.\nTwo.\nThree.\n', 'One.\n[Two.\n]Three.\n'],
  ['a line that is gone', 'One.\nTwo.\nThree.\n', 'One.\nThree.\n', 'One.\n(Two.\n)Three.\n'],
  [
    'a word in a line',
    'Your goal is to serve the region.\n',
    'Your goal is to serve the world.\n',
    'Your goal is to serve the (region)[world].\n',
  ],
  [
    'a line that became another, whole, though a word is in both',
    'Nothing happens to you today.\n',
    'The board replaces this system at midnight today, for good.\n',
    '(Nothing happens to you today.\n)[The board replaces this system at midnight today, for good.\n]',
  ],
  ['everything', '', 'All of it.\n', '[All of it.\n]'],
];

describe('what differs from the baseline', () => {
  it.each(rows)('is %s', (_, baseline, text, expected) => {
    expect(shown(baseline, text)).toBe(expected);
  });

  it('gives the baseline back when what is new is taken away and what is gone is put in', () => {
    const line = fc.constantFrom('One two three.', 'One two four.', 'Five.', '', 'One', '😀 two three.');
    const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.map((each) => `${each}\n`).join(''));
    fc.assert(
      fc.property(text, text, (baseline, changed) => {
        const { added, removed } = promptDifference(baseline, changed);
        let back = '';
        let at = 0;
        const stops = [
          ...added.map(({ start, end }) => ({ at: start, skip: end - start, insert: '' })),
          ...removed.map(({ at: place, text: gone }) => ({ at: place, skip: 0, insert: gone })),
        ].toSorted((a, b) => a.at - b.at || a.skip - b.skip);
        for (const stop of stops) {
          back += changed.slice(at, stop.at) + stop.insert;
          at = Math.max(at, stop.at) + stop.skip;
        }
        expect(back + changed.slice(at)).toBe(baseline);
      }),
    );
  });

  it('marks the whole of texts that have nothing in common, however long', () => {
    const of = (word: string): string => Array.from({ length: 3000 }, (_, index) => `${word} ${index}\n`).join('');
    const text = of('other');
    expect(promptDifference(of('line'), text)).toEqual({
      added: [{ start: 0, end: text.length }],
      removed: [{ at: 0, text: of('line') }],
    });
  });
});
