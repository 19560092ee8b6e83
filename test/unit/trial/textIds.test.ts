import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownText, rendered, type Rendered } from '../../../src/core/trial/rendered.ts';
import { createTextIds } from '../../../src/core/trial/textIds.ts';

/** The same text in other pieces. */
function pieces(text: string, cuts: readonly number[]): Rendered {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b);
  const stretches = places.map((from, index) => ownText(text.slice(from, places[index + 1] ?? text.length)));
  return rendered([rendered(stretches.slice(0, 2)), ...stretches.slice(2)]);
}

describe('the number of a text', () => {
  it('is shared by equal texts alone, however they were put together', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\u{1f40b}'), maxLength: 6 });
    const part = fc.tuple(text, fc.array(fc.nat(), { maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const idOf = createTextIds();
        const ids = parts.map(([whole, cuts]) => idOf(pieces(whole, cuts)));
        parts.forEach(([one], index) =>
          parts.forEach(([other], at) => expect(ids[index] === ids[at]).toBe(one === other)),
        );
      }),
    );
  });

  it('is another even where the fingerprints agree', () => {
    // Thue–Morse words of 2^11 letters: swapping the letters leaves any such polynomial modulo 2^32 as it is.
    const word = (zero: string, one: string): string =>
      Array.from({ length: 2 ** 11 }, (_, index) => (popCount(index) % 2 === 0 ? zero : one)).join('');
    const idOf = createTextIds();
    // A few texts of one length are compared without fingerprints.
    const others = Array.from({ length: 10 }, (_, index) => String.fromCharCode(99 + index).repeat(2 ** 11));
    const words = [word('a', 'b'), word('b', 'a'), word('a', 'b')];
    const ids = [...others, ...words, ...others].map((text) => idOf(rendered([ownText(text)])));
    expect(ids).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

function popCount(value: number): number {
  return value === 0 ? 0 : (value & 1) + popCount(value >> 1);
}
