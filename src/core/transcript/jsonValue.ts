import { isObject, type JsonValue } from '../text/json.ts';
import { valueText } from './blockText.ts';
import type { ActionField } from './transcript.ts';

/** What stands as JSON in the field of a tag; what is no JSON is a text. */
export function readJson(text: string): Pick<ActionField, 'text' | 'values'> {
  return jsonField(parse(text) ?? text);
}

/**
 * A list or an object that a field holds, in one form whether it came in a native call or was written in a tag. Its values are
 * all texts, numbers and truth values in it, one by one.
 */
export function jsonField(value: JsonValue): Pick<ActionField, 'text' | 'values'> {
  return { text: valueText(value), values: leaves(value) };
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

function leaves(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (isObject(value)) return Object.values(value).flatMap(leaves);
  return value === null ? [] : [valueText(value)];
}
