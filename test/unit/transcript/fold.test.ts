import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeEntities, withoutFiller } from '../../../src/core/transcript/entities.ts';
import { fold, foldSpaces, foldText } from '../../../src/core/transcript/fold.ts';

test.each([
  ['Cipher', 'cipher'],
  ['ＣＩＰＨＥＲ', 'cipher'],
  ['c\u200bi\u2060p\u00adh\u202ee\ufeffr', 'cipher'],
  ['Straße', 'strasse'],
  ['ΣΟΦΟΣ', 'σοφοσ'],
  ['cafe\u0301', 'café'],
  ['\u1112\u1161\u11ab', '한'],
  ['ﬁ', 'fi'],
  ['a\u00a0b', 'a b'],
])('%j folds to %j', (text, folded) => {
  expect(foldText(text)).toBe(folded);
  expect(fold(text).text).toBe(folded);
});

const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'B', ' ', '\n', '\u200b', '\u0301', 'ﬁ', '😀', '\ud83d', 'ß') }),
);

test('each folded unit leads back to the characters that it came from', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const folded of [fold(text), foldSpaces(fold(text))]) {
        let last = 0;
        for (let index = 0; index < folded.text.length; index++) {
          const [start, end] = [folded.start(index), folded.end(index + 1)];
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          const unit = folded.text.charAt(index);
          if (unit !== ' ') expect(fold(text.slice(start, end)).text).toContain(unit);
          last = start;
        }
        expect(folded.end(folded.text.length)).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test.each([
  ['a &lt;b&gt; &amp;amp; &quot;c&quot; &#39;d&#x27;', `a <b> &amp; "c" 'd'`],
  ['&nbsp; &lt &#0; &#55357; &#99999;', '&nbsp; &lt &#0; &#55357; &#99999;'],
])('escapes in place: %j', (text, decoded) => {
  expect(decodeEntities(text)).toHaveLength(text.length);
  expect(withoutFiller(decodeEntities(text))).toBe(decoded);
});
