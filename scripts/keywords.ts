/** The keywords of our own that compileValidator.ts puts into a schema. Their errors carry what a good message needs. */
import { _, type Ajv, type Code, type KeywordCxt } from 'ajv';
import type { Schema } from './unions.ts';

export function addKeywords(ajv: Ajv): void {
  ajv.addKeyword({
    keyword: 'byType',
    schemaType: 'object',
    code: checkByType,
    error: { message: '', params: ({ schema, parentSchema }) => typeParams(schema, parentSchema) },
  });
  ajv.addVocabulary(['byTypeWords']);
  ajv.addKeyword({
    keyword: 'byKey',
    type: 'object',
    schemaType: 'object',
    code: checkByKey,
    error: { message: '', params: ({ params: { keys, found } }) => _`{keys: ${keys}, found: ${found}}` },
  });
  ajv.addKeyword({
    keyword: 'closed',
    type: 'object',
    schemaType: 'array',
    code: checkClosed,
    error: { message: '', params: ({ params: { key, known } }) => _`{key: ${key}, known: ${known}}` },
  });
  ajv.addKeyword({
    keyword: 'spelling',
    type: 'string',
    schemaType: 'object',
    code: checkSpelling,
    error: { message: '', params: spellingParams },
  });
  // `enum` of strings alone: ajv's own keeps the whole schema in the bundle to look its values up.
  ajv.removeKeyword('enum');
  ajv.addKeyword({
    keyword: 'enum',
    schemaType: 'array',
    code: (context) => context.fail(_`!${literal(context.schema as readonly string[])}.includes(${context.data})`),
    error: { message: '', params: ({ schema }) => _`{allowed: ${literal(schema as readonly string[])}}` },
  });
}

/** A list of strings as code. */
function literal(names: readonly string[]): Code {
  return names.length === 0 ? _`[]` : _`[${names.map((name) => _`${name}`).reduce((all, name) => _`${all}, ${name}`)}]`;
}

function typeParams(schema: unknown, { byTypeWords }: Schema = {}): Code {
  const types = literal(Object.keys(schema as Schema));
  return byTypeWords === undefined
    ? _`{types: ${types}}`
    : _`{types: ${types}, words: ${literal(byTypeWords as readonly string[])}}`;
}

/** `{TYPE: schema}`: the schema of the data's own JSON type. */
function checkByType(context: KeywordCxt): void {
  const { gen, data } = context;
  Object.keys(context.schema as Schema).forEach((type, index) => {
    const test = typeTest(type, data);
    if (index === 0) gen.if(test);
    else gen.elseIf(test);
    context.subschema({ keyword: 'byType', schemaProp: type }, gen.name('valid'));
  });
  gen.else();
  context.error();
  gen.endIf();
}

function typeTest(type: string, data: Code): Code {
  switch (type) {
    case 'array':
      return _`Array.isArray(${data})`;
    case 'object':
      return _`typeof ${data} == "object" && ${data} !== null && !Array.isArray(${data})`;
    case 'integer':
      return _`typeof ${data} == "number"`;
    case 'null':
      return _`${data} === null`;
    default:
      return _`typeof ${data} == ${type}`;
  }
}

/** `{KEY: schema}`: exactly one of the keys is present, and the schema is that key's. */
function checkByKey(context: KeywordCxt): void {
  const { gen, data } = context;
  const names = Object.keys(context.schema as Schema);
  const keys = gen.const('keys', literal(names));
  const found = gen.const('found', _`${keys}.filter(key => Object.hasOwn(${data}, key))`);
  context.setParams({ keys, found });
  gen.if(_`${found}.length != 1`);
  context.error();
  for (const name of names) {
    gen.elseIf(_`${found}[0] == ${name}`);
    context.subschema({ keyword: 'byKey', schemaProp: name }, gen.name('valid'));
  }
  gen.endIf();
}

/** `[KEY]`: no other key is present. */
function checkClosed(context: KeywordCxt): void {
  const { gen, data } = context;
  const known = gen.const('known', literal(context.schema as readonly string[]));
  gen.forOf('key', _`Object.keys(${data})`, (key) => {
    context.setParams({ key, known });
    gen.if(_`!${known}.includes(${key})`, () => context.error());
  });
}

/** `{pattern, title, rule}`: a pattern, and in words what it asks for. */
function checkSpelling(context: KeywordCxt): void {
  const { pattern } = context.schema as Spelling;
  const expression = context.gen.scopeValue('pattern', {
    key: pattern,
    ref: new RegExp(pattern, 'u'),
    code: _`new RegExp(${pattern}, "u")`,
  });
  context.fail(_`!${expression}.test(${context.data})`);
}

function spellingParams({ schema }: { readonly schema: unknown }): Code {
  const { title, rule } = schema as Spelling;
  return _`{title: ${title}, rule: ${rule}}`;
}

interface Spelling {
  readonly pattern: string;
  readonly title: string;
  readonly rule: string;
}
