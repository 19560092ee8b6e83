/** The reference page of a format: a table for each map of its schema, in the schema's own words. */
import { stringify } from 'yaml';
import { isObject } from '../src/core/text/json.ts';
import { resolveReference, type Schema } from './unions.ts';

/** Markdown. `title` heads the page, `path` says what it is generated from. */
export function formatReference(root: Schema, title: string, path: string): string {
  const definitions = Object.values(schemaMap(root['definitions'])).filter((schema) => schema['title'] !== undefined);
  const sections = definitions
    .toSorted((a, b) => textOf(a, 'title').localeCompare(textOf(b, 'title'), 'en'))
    .flatMap((schema) => [`## ${textOf(schema, 'title')}`, ...describeSchema(root, schema, '###')]);
  const intro = `This page is generated from [\`${path}\`](../${path}), which editors and \`scenarist validate\` read too.`;
  const blocks = [
    `# ${title}`,
    textOf(root, 'description'),
    intro,
    '## The file',
    ...describeMap(root, root, '###'),
    ...sections,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function describeSchema(root: Schema, schema: Schema, heading: string): readonly string[] {
  const branches = schemas(schema['anyOf']);
  const description = textOf(schema, 'description');
  if (branches.length === 0) {
    return [description, sizeOf(root, schema), examplesOf(schema), ...describeMap(root, schema, heading)];
  }
  const maps = branches.filter((branch) => 'properties' in branch);
  const others = branches.filter((branch) => !maps.includes(branch));
  const types = [...others.map((branch) => typeOf(root, branch)), ...(maps.length > 0 ? [unionType(root, maps)] : [])];
  const choice =
    types.length > 1
      ? ['One of:', types.map((type) => `- ${type}`).join('\n')]
      : types.map((type) => `${capital(type)}.`);
  return [description, ...choice, examplesOf(schema), ...describeMap(root, joined(maps), heading)];
}

function unionType(root: Schema, maps: readonly Schema[]): string {
  const [first] = maps;
  return maps.length === 1 && first ? typeOf(root, first) : 'map with one of the keys below';
}

/** Maps of a union as one, whose keys are those of all. A key is required only where there is no choice. */
function joined(maps: readonly Schema[]): Schema {
  const [first] = maps;
  if (maps.length === 1 && first) return first;
  return { properties: Object.assign({}, ...maps.map((map) => schemaMap(map['properties']))) as unknown };
}

function sizeOf(root: Schema, schema: Schema): string {
  if (schema['type'] === 'object' && 'properties' in schema) return '';
  const { pattern } = schema;
  const form = typeof pattern === 'string' ? ` It matches \`${pattern}\`.` : '';
  return `${capital(typeOf(root, schema))}.${form}`;
}

/** The table of a map's keys, and after it those of maps that are described inside it. */
function describeMap(root: Schema, schema: Schema, heading: string): readonly string[] {
  const properties = Object.entries(schemaMap(schema['properties']));
  if (properties.length === 0) return [];
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const rows = properties.map(([key, value]) => {
    const name = `\`${key}\`${required.includes(key) ? ' (required)' : ''}`;
    return `| ${[name, typeOf(root, value), meaningOf(root, value)].map(cell).join(' | ')} |`;
  });
  const table = ['| Key | Type | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
  const inner = properties.flatMap(([key, value]) =>
    inlineMaps(value).flatMap((map) => [`${heading} In \`${key}\``, ...describeMap(root, map, `${heading}#`)]),
  );
  return [table, ...inner];
}

/** Maps with keys of their own that a schema describes in place: itself, its items, its branches, its values. */
function inlineMaps(schema: Schema): readonly Schema[] {
  if ('properties' in schema) return [schema];
  const inner = [schema['items'], schema['additionalProperties'], ...schemas(schema['anyOf'])];
  return inner.filter(isObject).flatMap((item) => inlineMaps(item));
}

function meaningOf(root: Schema, schema: Schema): string {
  const target = resolveReference(root, schema);
  const own = textOf(schema, 'description') || textOf(target, 'description');
  const { default: standard } = schema;
  const otherwise = standard === undefined ? '' : `Default: ${code(standard)}.`;
  return [own, otherwise, examplesOf(schema)].filter((part) => part !== '').join(' ');
}

function examplesOf(schema: Schema): string {
  const { examples } = schema;
  return Array.isArray(examples) ? `Example: ${examples.map(code).join(', ')}.` : '';
}

/** A value as it would stand in a file, on one line. */
function code(value: unknown): string {
  const text = stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trimEnd();
  return `\`${text.includes('\n') ? JSON.stringify(value) : text}\``;
}

function typeOf(root: Schema, schema: Schema): string {
  const { $ref, type, allOf, anyOf, enum: choices, const: constant, items } = schema;
  if (typeof $ref === 'string') return linkTo(root, schema);
  if (Array.isArray(allOf))
    return schemas(allOf)
      .map((part) => typeOf(root, part))
      .join(' and ');
  if (Array.isArray(anyOf))
    return schemas(anyOf)
      .map((part) => typeOf(root, part))
      .join(' or ');
  if (constant !== undefined) return code(constant);
  if (Array.isArray(choices)) return choices.map((choice) => `\`${String(choice)}\``).join(' or ');
  if (type === 'array') return `list of ${isObject(items) ? inner(root, items) : 'anything'}`;
  if (type === 'object') return mapType(root, schema);
  return `${typeNames[String(type)] ?? String(type)}${boundsOf(schema)}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: '`true` or `false`',
};

/** The type of what a list or a map holds; in brackets where it is a choice. */
function inner(root: Schema, schema: Schema): string {
  const type = typeOf(root, schema);
  return 'anyOf' in schema ? `(${type})` : type;
}

function mapType(root: Schema, schema: Schema): string {
  const keys = Object.keys(schemaMap(schema['properties']));
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  if (keys.length > 0)
    return `map with ${(required.length > 0 ? required : keys).map((key) => `\`${key}\``).join(', ')}`;
  const values = schema['additionalProperties'];
  return isObject(values) ? `map of names to ${inner(root, values)}` : 'map';
}

function boundsOf(schema: Schema): string {
  const words = [
    limitOf(schema, 'minimum', 'at least'),
    limitOf(schema, 'exclusiveMinimum', 'above'),
    limitOf(schema, 'maximum', 'at most'),
    limitOf(schema, 'exclusiveMaximum', 'below'),
  ].filter((word) => word !== '');
  return words.map((word) => `, ${word}`).join('');
}

function limitOf(schema: Schema, key: string, word: string): string {
  const limit = schema[key];
  return typeof limit === 'number' ? `${word} ${limit.toLocaleString('en')}` : '';
}

function linkTo(root: Schema, schema: Schema): string {
  const title = textOf(resolveReference(root, schema), 'title');
  return `[${title}](#${title.toLowerCase()})`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function textOf(schema: Schema, key: string): string {
  const value = schema[key];
  return typeof value === 'string' ? value : '';
}

function schemas(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function schemaMap(value: unknown): Readonly<Record<string, Schema>> {
  return isObject(value) ? (value as Readonly<Record<string, Schema>>) : {};
}
