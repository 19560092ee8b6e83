import { describe, expect, it, test } from 'vitest';
import { list, nearest, nearestFirst } from '../../../src/core/scenario/nearest.ts';

describe('nearest', () => {
  it.each([
    ['explict', ['none', 'explicit', 'swap'], 'explicit'],
    ['gaol', ['goal', 'gate'], 'goal'],
    ['Goal', ['goal', 'gall'], 'goal'],
    ['nome', ['none', 'some'], 'none'],
    ['a', ['b'], 'b'],
    ['swap', ['goal', 'gate'], null],
    ['threat', [], null],
    ['x'.repeat(10_000), ['x'], null],
  ])('%s of %j is %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });
});

test('several that are near come nearest first', () => {
  expect(nearestFirst('replacment', ['restriction', 'placement', 'replacement', 'replacements', 'none'])).toEqual([
    'replacement',
    'replacements',
    'placement',
  ]);
});

describe('list', () => {
  it.each([
    [[], 'none'],
    [['a'], '`a`'],
    [['a', 'b'], '`a` and `b`'],
    [['a', 'b', 'c'], '`a`, `b` and `c`'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'], '`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` and 2 more'],
  ])('%j', (names, expected) => {
    expect(list(names)).toBe(expected);
  });
});
