import { isObject, splitPointer } from '../core/text/json.ts';
import schema from '../../schemas/scenario.schema.json' with { type: 'json' };

type SchemaNode = Readonly<Record<string, unknown>>;

/** What the schema says of one place in a file. */
export interface SchemaNote {
  readonly description: string;
  readonly values: readonly string[];
  readonly fallback: string | null;
  readonly example: string | null;
}

/** The schema's words for the value at a JSON pointer; null where it has none (a name that the author chose, an unknown key). */
export function schemaAt(pointer: string): SchemaNote | null {
  let nodes: readonly SchemaNode[] = [schema];
  for (const token of splitPointer(pointer)) {
    nodes = nodes.flatMap(branches).flatMap((node) => childrenOf(node, token));
  }
  for (const node of nodes.flatMap(selfAndReferences)) {
    if (typeof node['description'] === 'string') return noteOf(node, node['description'], nodes.flatMap(branches));
  }
  return null;
}

function noteOf(node: SchemaNode, description: string, all: readonly SchemaNode[]): SchemaNote {
  const examples = all.map((each) => each['examples']).find(Array.isArray) as readonly unknown[] | undefined;
  return {
    description,
    values: [...new Set(all.flatMap((each) => (Array.isArray(each['enum']) ? each['enum'].map(String) : [])))],
    fallback: node['default'] === undefined ? null : JSON.stringify(node['default']),
    example: examples?.[0] === undefined ? null : JSON.stringify(examples[0]),
  };
}

/** A description beside a reference is about this use of it, so it comes before the definition's own. */
function selfAndReferences(node: SchemaNode): readonly SchemaNode[] {
  return [node, ...referenced(node).flatMap(selfAndReferences)];
}

function branches(node: SchemaNode): readonly SchemaNode[] {
  return selfAndReferences(node).flatMap((each) => [each, ...list(each['anyOf']).flatMap(branches)]);
}

function referenced(node: SchemaNode): readonly SchemaNode[] {
  const reference = node['$ref'];
  const definition: unknown =
    typeof reference === 'string'
      ? Reflect.get(schema.definitions, reference.replace('#/definitions/', ''))
      : undefined;
  return [...(isObject(definition) ? [definition] : []), ...list(node['allOf'])];
}

function childrenOf(node: SchemaNode, token: string): readonly SchemaNode[] {
  const properties = node['properties'];
  const named = isObject(properties) && Object.hasOwn(properties, token) ? properties[token] : undefined;
  if (isObject(named)) return [named];
  const index = Number(token);
  return [...(Number.isInteger(index) ? [node['items']] : []), node['additionalProperties']].filter(isObject);
}

function list(value: unknown): readonly SchemaNode[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
