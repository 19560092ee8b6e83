import type { JsonObject } from '../text/json.ts';
import type { InputSchema, InputType } from './generated/scenarioFile.ts';
import { entries, field, isMap, isPresent, stringIn, stringsIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { ToolField } from './scenario.ts';

/** What `input` says of one field of a tool. */
export interface InputField extends Pick<ToolField, 'type' | 'required'> {
  readonly schema?: JsonObject;
}

/** Lists and objects inside one another; deeper ones no model fills reliably, and no reader follows. */
const deepest = 4;

/** A type in one word has no schema of its own; any other is written out as a JSON Schema. */
export function readInputField(reader: Reader, part: Part<InputType>): InputField {
  const word = stringIn(part);
  if (word !== null) return { type: scalarType(word) ?? 'string', required: true };
  const map = part as Part<InputSchema>;
  const type = stringIn(field(map, 'type')) ?? '';
  const schema = schemaOf(reader, part, 1);
  return { type: scalarType(type) ?? 'json', required: field(map, 'optional').value !== true, schema };
}

function scalarType(word: string): 'string' | 'number' | 'integer' | 'boolean' | null {
  return word === 'string' || word === 'number' || word === 'integer' || word === 'boolean' ? word : null;
}

function schemaOf(reader: Reader, part: Part<InputType>, depth: number): JsonObject {
  if (!isMap(part)) return { type: stringIn(part) ?? 'string' };
  const map = part as Part<InputSchema>;
  const type = stringIn(field(map, 'type')) ?? 'string';
  const [items, properties, words] = [field(map, 'items'), field(map, 'properties'), field(map, 'enum')];
  checkKeys(reader, map, type);
  const description = stringIn(field(map, 'description'));
  const own = {
    type,
    ...(description !== null && { description }),
    ...(isPresent(words) && { enum: stringsIn(words).map(({ text }) => text) }),
  };
  if (depth > deepest && (isPresent(items) || isPresent(properties))) {
    const message = `Lists and objects stand ${deepest} deep in one another here, and no deeper. Flatten the input, or give the tool more fields.`;
    reader.error('input-too-deep', reader.atKey(field(map, 'type')), message);
    return own;
  }
  if (isPresent(items)) return { ...own, items: schemaOf(reader, items, depth + 1) };
  if (!isPresent(properties)) return own;
  const parts = entries(properties);
  return {
    ...own,
    additionalProperties: false,
    required: parts.filter(([, each]) => !isOptional(each)).map(([name]) => name),
    properties: Object.fromEntries(parts.map(([name, each]) => [name, schemaOf(reader, each, depth + 1)])),
  };
}

function isOptional(part: Part<InputType>): boolean {
  return isMap(part) && field(part as Part<InputSchema>, 'optional').value === true;
}

/** Each of these keys belongs to one type: another would ignore it. */
const keyOf = { array: 'items', object: 'properties', string: 'enum' } as const;

function checkKeys(reader: Reader, part: Part<InputSchema>, type: string): void {
  if (reader.hasStrayKey(part)) return;
  for (const [owner, key] of Object.entries(keyOf) as (readonly [string, (typeof keyOf)[keyof typeof keyOf]])[]) {
    const given = field(part, key);
    if (isPresent(given) && type !== owner) {
      const message = `\`${key}\` is of the type \`${owner}\`, and this is \`${type}\`. Change \`type\`, or remove \`${key}\`.`;
      reader.error('input-keys', reader.atKey(given), message);
    }
    if (!isPresent(given) && type === owner && key !== 'enum') {
      const what =
        key === 'items' ? 'what each item is, as in `items: string`' : 'what it holds, as in `{code: string}`';
      reader.error(
        'input-keys',
        reader.atValue(field(part, 'type')),
        `The type \`${type}\` needs \`${key}\`: ${what}.`,
      );
    }
  }
}
