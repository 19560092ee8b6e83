/** A schema compiled ahead of time to one JavaScript module that imports nothing. */
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { isObject } from '../src/core/text/json.ts';
import { addKeywords } from './keywords.ts';
import { rewriteUnions, type Schema } from './unions.ts';

/** The text of a module with one function `name(data)` that returns the `SchemaError`s of the data. */
export async function compileValidator(schema: Schema, name: string): Promise<string> {
  const ajv = new Ajv({
    strict: true,
    allErrors: true,
    ownProperties: true,
    messages: false,
    inlineRefs: false,
    allowUnionTypes: true,
    code: { source: true, esm: true, lines: false },
  });
  addKeywords(ajv);
  const compiled = standaloneCode.default(ajv, ajv.compile(strip(rewriteUnions(schema))));
  // ajv exports its function, which keeps the errors as a property of itself; ours returns them.
  const [, own = '', body = ''] = /export const validate = (\w+);\s*export default \w+;([^]*)/.exec(compiled) ?? [];
  if (own === '') throw new Error(`${name}: ajv writes its modules in another way than this script expects`);
  const source = `${body.replaceAll(pushing, '(vErrors ??= []).push($1);')}\nexport const ${name} = (data) => (${own}(data) ? [] : ${own}.errors);`;
  return bundle(source, name);
}

/** How ajv adds an error; it does so hundreds of times. */
const pushing = /if\(vErrors === null\)\{\s*vErrors = \[(\w+)\];\s*\}\s*else \{\s*vErrors\.push\(\1\);\s*\}/g;

/**
 * The schema without what only people and editors read, as ajv keeps parts of it in what it compiles. Two keywords become
 * our own, whose errors say more: `additionalProperties: false` is `closed`, and `pattern` is `spelling`.
 */
function strip(schema: Schema): Schema {
  const { additionalProperties, pattern, ...rest } = schema;
  const kept = Object.entries(rest).filter(([key]) => !words.has(key));
  const stripped = Object.fromEntries(kept.map(([key, value]) => [key, stripValue(value, holdsNames.has(key))]));
  const { title = '', description = '' } = schema;
  return {
    ...stripped,
    ...(additionalProperties === false && { closed: Object.keys(schema['properties'] ?? {}) }),
    ...(isObject(additionalProperties) && { additionalProperties: strip(additionalProperties) }),
    ...(pattern !== undefined && { spelling: { pattern, title, rule: description } }),
  };
}

function stripValue(value: unknown, isNames: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => stripValue(item, false));
  if (!isObject(value)) return value;
  if (!isNames) return strip(value);
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, stripValue(schema, false)]));
}

const words = new Set(['title', 'description', 'examples', 'default', 'tsType']);
/** Keywords whose value is a map by a name of the author's own. */
const holdsNames = new Set(['properties', 'definitions', 'byType', 'byKey']);

async function bundle(source: string, name: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outfile: 'bundle.js',
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
  });
  const text = outputFiles[0]?.text ?? '';
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  if (imports.length > 0 || text.includes('Dynamic require'))
    throw new Error(`${name}: the bundle asks for another module`);
  return text;
}
