import { describe, expect, test } from 'vitest';
import { compileValidator } from '../../../scripts/compileValidator.ts';
import { rewriteUnions, type Schema } from '../../../scripts/unions.ts';
import type { SchemaError } from '../../../src/core/document/schemaError.ts';

type Validate = (data: unknown) => readonly SchemaError[];

async function compiled(schema: Schema): Promise<Validate> {
  const text = await compileValidator({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema }, 'check');
  const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { readonly check: Validate };
  return module.check;
}

const map = (key: string, rest: Schema = {}): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: [key],
  properties: { [key]: { type: 'string' }, ...rest },
});

describe('a union is checked by the branch that was meant', () => {
  const schema: Schema = {
    anyOf: [
      { type: 'string', minLength: 1 },
      { type: 'array', items: { $ref: '#/definitions/name' } },
      map('a', { c: { type: 'number' } }),
      map('b'),
    ],
    definitions: { name: { title: 'Name', description: 'One letter.', type: 'string', pattern: '^[a-z]$' } },
  };

  test.each<readonly [data: unknown, errors: readonly (readonly [keyword: string, path: string, params: unknown])[]]>([
    ['text', []],
    ['', [['minLength', '', { limit: 1 }]]],
    [['x'], []],
    [['x', 'YZ'], [['spelling', '/1', { title: 'Name', rule: 'One letter.' }]]],
    [{ a: 'x', c: 1 }, []],
    [{ a: 1 }, [['type', '/a', { type: 'string' }]]],
    [{ b: 'x', c: 1 }, [['closed', '', { key: 'c', known: ['b'] }]]],
    [{ a: 'x', b: 'y' }, [['byKey', '', { keys: ['a', 'b'], found: ['a', 'b'] }]]],
    [{}, [['byKey', '', { keys: ['a', 'b'], found: [] }]]],
    [3, [['byType', '', { types: ['string', 'array', 'object'] }]]],
    [null, [['byType', '', { types: ['string', 'array', 'object'] }]]],
  ])('%j', async (data, errors) => {
    const validate = await compiled(schema);
    expect(validate(data).map(({ keyword, instancePath, params }) => [keyword, instancePath, params])).toEqual(errors);
  });
});

test('a wrong key is named where its names have a rule', async () => {
  const validate = await compiled({
    type: 'object',
    propertyNames: { $ref: '#/definitions/name' },
    definitions: { name: { title: 'Name', type: 'string', pattern: '^[a-z]$' } },
  });
  expect(validate({ a: 1, 'B C': 2 })[0]).toMatchObject({ keyword: 'spelling', propertyName: 'B C' });
});

test('only own keys count', async () => {
  const validate = await compiled({ ...map('toString'), title: 'Map' });
  expect(validate({}).map(({ keyword }) => keyword)).toEqual(['required']);
});

test('a key named like a word of the schema is a key', async () => {
  const validate = await compiled(map('title', { description: { type: 'number' } }));
  expect(validate({ title: 'x', description: 'y' })).toMatchObject([{ instancePath: '/description' }]);
});

test.each([
  ['two texts', [{ type: 'string' }, { type: 'string', minLength: 1 }]],
  ['maps without a key of their own', [map('a'), { ...map('a'), title: 'again' }]],
  ['a branch without a type', [{ minLength: 1 }]],
])('branches that cannot be told apart are refused: %s', (_name, anyOf) => {
  expect(() => rewriteUnions({ anyOf })).toThrow(/anyOf/);
});
