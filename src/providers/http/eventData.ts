import { isObject, type JsonObject } from '../../core/text/json.ts';
import { MalformedStream } from './streamErrors.ts';

/** The data of an event as the JSON object that it has to be. Throws `MalformedStream`. */
export function parseEvent(data: string): JsonObject {
  const value = parseJson(data);
  if (isObject(value)) return value as JsonObject;
  throw new MalformedStream('an event is not a JSON object');
}

/** Undefined where the text is no JSON: where it breaks off helps nobody, and the parser's message would quote the answer. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A number of tokens that is one; anything else is unknown. */
export function tokenCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
