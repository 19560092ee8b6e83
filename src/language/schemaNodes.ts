import { isObject, splitPointer } from '../core/text/json.ts';
import schema from '../../schemas/scenario.schema.json' with { type: 'json' };

export type SchemaNode = Readonly<Record<string, unknown>>;

/** What the schema says of the value at a path, references and unions not yet followed; empty where it says nothing. */
export function schemaNodes(path: readonly string[]): readonly SchemaNode[] {
  let nodes: readonly SchemaNode[] = [schema];
  for (const token of path) {
    nodes = nodes.flatMap(branches).flatMap((node) => childrenOf(node, token));
  }
  return nodes;
}

/** A node, what it refers to, and the members of its unions, in the order of the schema. */
export function branches(node: SchemaNode): readonly SchemaNode[] {
  return selfAndReferences(node).flatMap((each) => [each, ...list(each['anyOf']).flatMap(branches)]);
}

/** A description beside a reference is about this use of it, so it comes before the definition's own. */
export function selfAndReferences(node: SchemaNode): readonly SchemaNode[] {
  return [node, ...referenced(node).flatMap(selfAndReferences)];
}

/** The keys of a node and what the schema says of each. */
export function propertiesOf(node: SchemaNode): readonly (readonly [name: string, node: SchemaNode])[] {
  const properties = node['properties'];
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, each]) => (isObject(each) ? [[name, each] as const] : []));
}

export function requiredKeys(node: SchemaNode): readonly string[] {
  const required = node['required'];
  return Array.isArray(required) ? required.filter((key) => typeof key === 'string') : [];
}

/** The last reference token of a pointer is required by the map that holds it, whichever form that map has. */
export function isRequired(pointer: string): boolean {
  const path = splitPointer(pointer);
  const name = path.at(-1);
  if (name === undefined) return false;
  const holders = schemaNodes(path.slice(0, -1))
    .flatMap(branches)
    .filter((node) => propertiesOf(node).some(([key]) => key === name));
  return holders.length > 0 && holders.every((node) => requiredKeys(node).includes(name));
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
  const isIndex = /^\d+$/.test(token);
  return [...(isIndex ? [node['items']] : []), node['additionalProperties']].filter(isObject);
}

function list(value: unknown): readonly SchemaNode[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
