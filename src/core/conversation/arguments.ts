import { Validator } from '@cfworker/json-schema';
import type { Tool } from '../scenario/scenario.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { fieldNames } from '../transcript/fieldNames.ts';
import type { Action, Call } from '../transcript/transcript.ts';
import { inputSchema } from '../trial/toolUsage.ts';

/** What is wrong with the arguments of a call, as an API would tell the model; null where nothing is. */
export function argumentProblem(tool: Tool, action: Action, call: Call | null): string | null {
  if (call?.raw !== undefined) return `Invalid arguments for ${tool.id}: they are not a JSON object.`;
  const input = call === null ? writtenInput(tool, action) : namedInput(tool, call.input);
  // A number that is no integer, a field that is missing: what a schema says, and nothing that a file can make slow.
  const { valid, errors } = new Validator(inputSchema(tool), '7', false).validate(input);
  if (valid) return null;
  // The first error of an object only says that one of its properties has errors.
  const said = errors.filter(({ keyword }) => keyword !== 'properties').map(({ error }) => error);
  return `Invalid arguments for ${tool.id}: ${said.join(' ')}`;
}

/** Fields under their own names, whatever the model called them. */
function namedInput(tool: Tool, input: JsonObject): JsonObject {
  const names = fieldNames(tool);
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [names.find(name)?.written ?? name, value]));
}

/** The fields of a tag, in the types of the schema; a field that was left empty was left out. */
function writtenInput(tool: Tool, { fields }: Action): JsonObject {
  const input: Record<string, JsonValue> = {};
  for (const { name, written, type } of tool.fields) {
    const texts = fields.filter((field) => field.name === name && field.text !== '').map(({ text }) => text);
    if (texts.length > 0) input[written] = typed(texts.join(', '), type);
  }
  return input;
}

function typed(text: string, type: Tool['fields'][number]['type']): JsonValue {
  if (type === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if ((type === 'number' || type === 'integer') && text.trim() !== '' && Number.isFinite(Number(text)))
    return Number(text);
  return type === 'json' ? (parsed(text) ?? text) : text;
}

/** Null where it is no JSON: then the schema says what is wrong with it. */
function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
