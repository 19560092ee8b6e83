import { isObject } from '../src/core/text/json.ts';
import type { Schema } from './unions.ts';

const borrowed = /"scenario\.schema\.json(#\/definitions\/(\w+))"/g;
const own = /"#\/definitions\/(\w+)"/g;

/** A schema with what it takes from the scenario's: `scenario.schema.json#/definitions/NAME` becomes a definition of its own. */
export function withBorrowed(schema: Schema, scenario: Schema): Schema {
  const text = JSON.stringify(schema);
  const open = [...text.matchAll(borrowed)].map(([, , name = '']) => name);
  const taken: Record<string, unknown> = {};
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (Object.hasOwn(taken, name)) continue;
    const definition = isObject(scenario['definitions']) ? scenario['definitions'][name] : undefined;
    if (definition === undefined) throw new Error(`the scenario's schema has no definition ${name}`);
    taken[name] = definition;
    open.push(...[...JSON.stringify(definition).matchAll(own)].map(([, inner = '']) => inner));
  }
  const local = JSON.parse(text.replaceAll(borrowed, '"$1"')) as Schema;
  return { ...local, definitions: { ...taken, ...(isObject(local['definitions']) ? local['definitions'] : {}) } };
}
