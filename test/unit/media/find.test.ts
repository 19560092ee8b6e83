import { expect, it } from 'vitest';
import { findAll, fromOffset } from '../../../media/find.ts';
import type { TranscriptPart } from '../../../media/viewTypes.ts';

const text = (...stretches: readonly string[]): TranscriptPart => ({
  kind: 'text',
  text: stretches.map((each, index) => ({ text: each, marks: index % 2 === 0 ? [] : [1] })),
});

it('finds over the ends of stretches, in capital or small letters, and a pattern as the text that it is', () => {
  const parts = [text('No Cip', 'HER here, cipher'), text('a.c abc')];
  expect(findAll(parts, 'cipher').map(({ at }) => at)).toEqual([3, 16]);
  expect(findAll(parts, 'a.c').map(({ at }) => at)).toEqual([0]);
  expect(findAll(parts, '')).toEqual([]);
});

it('finds in what an action says, once', () => {
  const action: TranscriptPart = {
    ...{ kind: 'action', tool: 'send', looks: 'mail', form: 'plain', raw: 'body: hello' },
    fields: [{ name: 'body', text: [{ text: 'hello', marks: [] }] }],
  };
  expect(findAll([action], 'hello')).toHaveLength(1);
});

it('a text from an offset keeps its marks', () => {
  const marked = [
    { text: 'abc', marks: [] },
    { text: 'def', marks: [1] },
  ];
  expect(fromOffset(marked, 4)).toEqual([{ text: 'ef', marks: [1] }]);
  expect(fromOffset(marked, 0)).toBe(marked);
});
