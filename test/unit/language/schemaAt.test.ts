import { describe, expect, test } from 'vitest';
import { schemaAt } from '../../../src/language/schemaAt.ts';

describe('what the schema says of a place', () => {
  test.each([
    ['/id', 'A short name that stays the same'],
    ['/system', 'The system prompt.'],
    ['/factors/goal/baseline', 'The level that stands for «unchanged»'],
    ['/documents/0/from', 'The sender of an e-mail;'],
    ['/documents/3/body', 'What it says: a text'],
    ['/tools/use/1/permission', '`allow`; `deny`: the model is told'],
    ['/classifiers/0/gate/any/1/where/to/outside', 'At least one address is of none of these domains.'],
    ['/run/models/0/max_tokens', 'For this model alone.'],
    ['/expect/0/rate/below', "The interval's upper end must be below this."],
  ])('%s', (pointer, start) => {
    expect(schemaAt(pointer)?.description.slice(0, start.length)).toBe(start);
  });

  test.each([['/nonsense'], ['/documents/0/frm'], ['/vars']])('no more than is known: %s', (pointer) => {
    expect(schemaAt(`${pointer}/x/y/z`)).toBeNull();
  });

  test('lists the values of an enumeration', () => {
    expect(schemaAt('/design/kind')?.values).toEqual(['full', 'one-at-a-time', 'listed']);
  });
});
