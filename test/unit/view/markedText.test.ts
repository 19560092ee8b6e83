import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Location } from '../../../src/core/transcript/transcript.ts';
import { markText, trimMarked, type Mark } from '../../../src/core/view/markedText.ts';

function at(start: number, end: number, place: Partial<Location> = {}): Location {
  return { message: 0, block: 0, start, end, ...place };
}

/** `a[1]b[12]`: the text, with the marks of each stretch behind it. */
function written(text: string, where: Location, marks: readonly Mark[]): string {
  return markText(text, where, marks)
    .map((stretch) => stretch.text + (stretch.marks.length === 0 ? '' : `[${stretch.marks.join(' ')}]`))
    .join('|');
}

describe('marked text', () => {
  it.each<[name: string, text: string, marks: readonly Mark[], expected: string]>([
    ['no mark', 'the whole text', [], 'the whole text'],
    ['one inside', 'send it now', [{ number: 1, at: at(5, 7) }], 'send |it[1]| now'],
    [
      'at both ends',
      'send it',
      [
        { number: 1, at: at(0, 4) },
        { number: 2, at: at(5, 7) },
      ],
      'send[1]| |it[2]',
    ],
    [
      'overlapping',
      'abcdef',
      [
        { number: 1, at: at(0, 4) },
        { number: 2, at: at(2, 6) },
      ],
      'ab[1]|cd[1 2]|ef[2]',
    ],
    [
      'one in the other',
      'abcdef',
      [
        { number: 1, at: at(0, 6) },
        { number: 2, at: at(2, 3) },
      ],
      'ab[1]|c[1 2]|def[1]',
    ],
    [
      'the same twice',
      'abc',
      [
        { number: 1, at: at(1, 2) },
        { number: 2, at: at(1, 2) },
      ],
      'a|b[1 2]|c',
    ],
    ['larger than the text', 'abc', [{ number: 3, at: at(-5, 50) }], 'abc[3]'],
    [
      'in another block',
      'abc',
      [
        { number: 1, at: at(0, 3, { block: 1 }) },
        { number: 2, at: at(0, 3, { message: 2 }) },
      ],
      'abc',
    ],
    ['an empty one', 'abc', [{ number: 1, at: at(1, 1) }], 'abc'],
  ])('%s', (_name, text, marks, expected) => expect(written(text, at(0, text.length), marks)).toBe(expected));

  it('counts from where the text stands', () => {
    expect(written('abc', at(10, 13), [{ number: 1, at: at(11, 12) }])).toBe('a|b[1]|c');
  });

  it('shows what an escape means, and marks all of it', () => {
    // `a&lt;b`: four characters that stand for one.
    expect(written('a<\uFEFF\uFEFF\uFEFFb', at(0, 6), [{ number: 1, at: at(1, 5) }])).toBe('a|<[1]|b');
  });

  it('is the text, cut into stretches that the marks cover or do not touch', () => {
    const span = fc.tuple(fc.nat(30), fc.nat(30)).map(([a, b]) => at(Math.min(a, b), Math.max(a, b)));
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), fc.array(span, { maxLength: 6 }), (text, spans) => {
        const marks = spans.map((where, index) => ({ number: index + 1, at: where }));
        const stretches = markText(text, at(0, text.length), marks);
        expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
        let start = 0;
        for (const stretch of stretches) {
          for (let unit = start; unit < start + stretch.text.length; unit++) {
            const covering = marks.filter((mark) => mark.at.start <= unit && unit < mark.at.end);
            expect(stretch.marks).toEqual(covering.map(({ number }) => number));
          }
          start += stretch.text.length;
        }
      }),
    );
  });

  it.each([
    ['\n  a b \n', 'a b'],
    ['   ', ''],
    ['a', 'a'],
  ])('trims %j', (text, expected) => {
    expect(
      trimMarked([{ text, marks: [] }])
        .map((stretch) => stretch.text)
        .join(''),
    ).toBe(expected);
  });

  it('trims beyond a blank stretch at the end', () => {
    const text = [
      { text: '\n', marks: [1] },
      { text: ' a ', marks: [] },
      { text: 'b ', marks: [2] },
      { text: ' ', marks: [] },
    ];
    expect(trimMarked(text)).toEqual([
      { text: 'a ', marks: [] },
      { text: 'b', marks: [2] },
    ]);
  });
});
