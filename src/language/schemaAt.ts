import { splitPointer } from '../core/text/json.ts';
import { branches, isRequired, schemaNodes, selfAndReferences, type SchemaNode } from './schemaNodes.ts';

/** What the schema says of one place in a file. */
export interface SchemaNote {
  readonly description: string;
  /** What kind of value, in words: `text or list`; empty where the schema does not say. */
  readonly type: string;
  readonly required: boolean;
  readonly values: readonly string[];
  readonly fallback: string | null;
  readonly example: string | null;
}

/** The schema's words for the value at a JSON pointer; null where it has none (a name that the author chose, an unknown key). */
export function schemaAt(pointer: string): SchemaNote | null {
  const nodes = schemaNodes(splitPointer(pointer));
  const described = nodes.flatMap(selfAndReferences).find((node) => typeof node['description'] === 'string');
  return described === undefined ? null : noteOf(described, nodes.flatMap(branches), isRequired(pointer));
}

function noteOf(node: SchemaNode, all: readonly SchemaNode[], required: boolean): SchemaNote {
  const examples = all.map((each) => each['examples']).find(Array.isArray) as readonly unknown[] | undefined;
  return {
    description: String(node['description']),
    type: typeWords(all),
    required,
    values: enumValues(all),
    fallback: node['default'] === undefined ? null : JSON.stringify(node['default']),
    example: examples?.[0] === undefined ? null : JSON.stringify(examples[0]),
  };
}

export function enumValues(nodes: readonly SchemaNode[]): readonly string[] {
  return [...new Set(nodes.flatMap((each) => (Array.isArray(each['enum']) ? each['enum'].map(String) : [])))];
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  array: 'list',
  object: 'map',
};

function typeWords(nodes: readonly SchemaNode[]): string {
  const types = nodes.flatMap(({ type }) => (typeof type === 'string' ? (words[type] ?? []) : []));
  return [...new Set(types)].join(' or ');
}
