import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { joinPointer } from '../../../src/core/text/json.ts';
import { offset } from '../../../src/core/text/range.ts';
import { marked, source } from '../../support/source.ts';

const text = source`
  # a comment
  factors:
    goal: {baseline: none, levels: [none, explicit]}
    "a/b": &x
      levels: [one]   # here
  docs:
    - id: spec
      body: |
        Hello

    - *x
  empty:
  last: "end"
`;
const document = parseDocument(text);
const at = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);

describe('valueRange', () => {
  test.each([
    ['/factors/goal/baseline', 'none'],
    ['/factors/goal/levels', '[none, explicit]'],
    ['/factors/goal/levels/1', 'explicit'],
    ['/factors/a~1b/levels', '[one]'],
    ['/factors/a~1b', 'levels: [one]'],
    ['/docs/0', 'id: spec\n    body: |\n      Hello'],
    ['/docs/0/body', '|\n      Hello'],
    ['/docs/1', '*x'],
    ['/docs/1/levels/0', 'one'],
    ['/last', '"end"'],
    ['/factors/goal/nothing/here', '{baseline: none, levels: [none, explicit]}'],
    ['/docs/7', '- id: spec'],
  ])('%s', (pointer, expected) => {
    expect(at(document.valueRange(pointer)).slice(0, expected.length)).toBe(expected);
    if (pointer !== '/docs/7') expect(at(document.valueRange(pointer))).toBe(expected);
  });
});

describe('keyRange', () => {
  test.each([
    ['', 'factors'],
    ['/factors', 'factors'],
    ['/factors/a~1b', '"a/b"'],
    ['/factors/goal/levels/1', 'explicit'],
    ['/docs/0/body', 'body'],
    ['/docs/1/levels', 'levels'],
    ['/empty', 'empty'],
    ['/last/deeper', 'last'],
  ])('%s', (pointer, expected) => {
    expect(at(document.keyRange(pointer))).toBe(expected);
  });
});

describe('pointerAt', () => {
  test.each([
    ['‸#‸ a comment\na: 1\n', ''],
    ['‸a‸: 1\n', '/a'],
    ['a:‸ ‸1\n', '/a'],
    ['a: ‸1‸\n', '/a'],
    ['a: ‸‸\nb: 1\n', '/a'],
    ['a: {b: [x, ‸y‸]}\n', '/a/b/1'],
    ['a: {b: [x‸,‸ y]}\n', '/a/b/0'],
    ['a: {b: [‸ ‸x, y]}\n', '/a/b'],
    ['a: |\n  he‸l‸lo\nb: 1\n', '/a'],
    ['a:\n  b: 1\n\n‸\n‸c: 1\n', ''],
    ['- a\n- {b/c: ‸d‸}\n', '/1/b~1c'],
    ['a: &x {b: 1}\nc: ‸*x‸\n', '/c'],
  ])('%s', (marks, expected) => {
    const { text: clean, ranges } = marked(marks);
    expect(parseDocument(clean).pointerAt(offset(ranges[0]?.start ?? -1))).toBe(expected);
  });

  test('inverts keyRange and valueRange', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '/', '~', ' ', '1'), minLength: 1, maxLength: 4 });
    const leaf = fc.oneof(fc.integer(), name, fc.boolean());
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('value'), { minLength: 1, maxLength: 4 }),
        fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(0, 1), (data, flow) => {
        const parsed = parseDocument(stringify(data, { collectionStyle: flow === 0 ? 'any' : 'flow' }));
        expect(parsed.problems).toEqual([]);
        for (const pointer of pointersOf(data, '')) {
          expect(parsed.pointerAt(parsed.keyRange(pointer).start)).toSatisfy((found: string) =>
            found.startsWith(pointer),
          );
          expect(parsed.pointerAt(parsed.valueRange(pointer).end)).toSatisfy((found: string) =>
            found.startsWith(pointer),
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});

function pointersOf(data: unknown, pointer: string): readonly string[] {
  if (typeof data !== 'object' || data === null) return [pointer];
  const children = Object.entries(data).flatMap(([key, value]) => pointersOf(value, joinPointer(pointer, key)));
  return pointer === '' ? children : [pointer, ...children];
}

test('a text with nothing in it has ranges too', () => {
  const empty = parseDocument('');
  expect(empty.valueRange('/a/b')).toEqual({ start: 0, end: 0 });
  expect(empty.keyRange('')).toEqual({ start: 0, end: 0 });
  expect(empty.stringRange('/a', 0, 5)).toEqual({ start: 0, end: 0 });
  expect(empty.pointerAt(offset(0))).toBe('');
});
