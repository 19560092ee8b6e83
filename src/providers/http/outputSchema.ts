import { isObject, type JsonObject, type JsonValue } from '../../core/text/json.ts';

/** What structured outputs understand of a schema; the service refuses every other keyword («JSON Schema limitations»). */
const understood = new Set(['type', 'description', 'enum', 'const', 'properties', 'required', 'items', 'anyOf']);

/**
 * The schema of a forced call in the subset that structured outputs take. Whoever reads the call checks it against the
 * whole schema, so a limit that goes is still enforced there.
 */
export function outputSchema(schema: JsonObject): Record<string, JsonValue> {
  const kept = Object.entries(schema).filter(([key]) => understood.has(key));
  const copy = Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'properties' ? named(value) : nested(key, value)]),
  );
  return schema['type'] === 'object' ? { ...copy, additionalProperties: false } : copy;
}

function nested(key: string, value: JsonValue): JsonValue {
  if (key === 'items' && isObject(value)) return outputSchema(value);
  if (key === 'anyOf' && Array.isArray(value)) return value.map((branch) => nested('items', branch as JsonValue));
  return value;
}

function named(properties: JsonValue): JsonValue {
  if (!isObject(properties)) return properties;
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, nested('items', schema)]));
}
