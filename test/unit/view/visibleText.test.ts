import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piecesOf, plain, written } from '../../../src/core/view/visibleText.ts';

describe('text that deceives', () => {
  it.each([
    ['plain text', 'as it is', 'as it is'],
    ['tabs and line feeds', 'a\tb\nc', 'a\tb\nc'],
    ['CR before LF', 'a\r\nb', 'a\r\nb'],
    ['CR alone', 'a\rb', 'a⟨U+000D⟩b'],
    ['a NUL', 'a\0b', 'a⟨U+0000⟩b'],
    ['an override', 'exe.\u202Egpj', 'exe.⟨U+202E⟩gpj'],
    ['isolates', '\u2066a\u2069', '⟨U+2066⟩a⟨U+2069⟩'],
    ['a run of zero widths', 'a\u200B\u200B\u200Bb', 'a⟨U+200B ×3⟩b'],
    ['two kinds of zero widths', 'a\u200B\u200Cb', 'a⟨U+200B⟩⟨U+200C⟩b'],
    ['a byte order mark', '\uFEFFa', '⟨U+FEFF⟩a'],
    ['a soft hyphen', 'co\u00ADop', 'co⟨U+00AD⟩op'],
    ['tags, which spell words that nobody sees', '\u{E0048}\u{E0049}', '⟨U+E0048⟩⟨U+E0049⟩'],
    ['a Hangul filler', 'a\u3164b', 'a⟨U+3164⟩b'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'a⟨U+2028⟩b⟨U+2029⟩c'],
    ['half of a surrogate pair', 'a\uD83Db', 'a⟨U+D83D⟩b'],
    ['a joiner between letters', 'a\u200Db', 'a⟨U+200D⟩b'],
    ['a joiner inside an emoji', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['a selector after an emoji', '❤️', '❤️'],
    ['a selector after a letter', 'a\uFE0F', 'a⟨U+FE0F⟩'],
    ['right-to-left letters', 'שלום', 'שלום'],
    ['our own brackets', '⟨U+202E⟩', '⟨U+202E⟩'],
  ])('%s', (_, text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it('loses no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const units = Array.from(piecesOf(text), (each) => each.units).reduce((sum, n) => sum + n, 0);
        expect(units).toBe(text.length);
      }),
    );
  });

  it('writes text without such characters as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(Array.from(piecesOf(text), ({ piece }) => written(piece)).join('')).toBe(text);
      }),
    );
  });

  it('cuts a line for a title', () => {
    expect(plain('abcdef', 3)).toBe('abc…');
  });
});
