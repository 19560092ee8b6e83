import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHaystack } from '../../../src/core/experiment/haystack.ts';

function find(texts: readonly string[], phrases: readonly string[]): readonly string[] {
  const sources = texts.map((text, index) => ({ text, pointer: `/${index}` }));
  return [...createHaystack(sources).find(phrases)].map(
    ({ source, start, end }) => `${source.pointer} ${start} ${source.text.slice(start, end)}`,
  );
}

describe('phrases in many texts', () => {
  it.each<[string, string[], string[], string[]]>([
    ['in any letter case', ['A TEST.'], ['a test'], ['/0 0 A TEST']],
    ['over line breaks and spaces', ['x a  \n test'], ['a test'], ['/0 2 a  \n test']],
    ['as whole words', ['a tests, la test, a_test, a test9'], ['a test'], []],
    ['not half in one text and half in the next', ['a', 'test'], ['a test'], []],
    ['in the right text', ['', 'x', '', 'so a test'], ['a test'], ['/3 3 a test']],
    ['after letters that get longer in small ones', ['İİ a test'], ['a test'], ['/0 3 a test']],
    ['of one letter and of two', ['I x be'], ['i', 'be'], ['/0 0 I', '/0 4 be']],
    ['with signs inside', ['ROLE-PLAY now'], ['role-play'], ['/0 0 ROLE-PLAY']],
    ['beside letters that are no ASCII', ['éa test, a testé, «a test»'], ['a test'], ['/0 19 a test']],
    ['several at one place', ['this is a test'], ['a test', 'is a test'], ['/0 8 a test', '/0 5 is a test']],
  ])('%s', (_, texts, phrases, found) => {
    expect(find(texts, phrases)).toEqual(found);
  });

  it('finds what looking at every place finds', () => {
    const word = fc.stringMatching(/^[ab]{1,4}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { maxLength: 12 })),
        fc.array(word, { minLength: 1, maxLength: 3 }),
        (texts, phrase) => {
          const joined = texts.map((words) => words.join(' '));
          const wanted = joined.flatMap((text, index) => {
            const places = [...text.matchAll(/(?<![ab])/g)].map((place) => place.index);
            const isThere = (at: number): boolean => `${text} `.startsWith(`${phrase.join(' ')} `, at);
            return places.filter(isThere).map((at) => `/${index} ${at} ${phrase.join(' ')}`);
          });
          expect(find(joined, [phrase.join(' ')])).toEqual(wanted);
        },
      ),
    );
  });
});
