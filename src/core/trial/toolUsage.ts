import type { Builtin, Tool, ToolField } from '../scenario/scenario.ts';
import type { SourceText } from '../scenario/sourceText.ts';
import { isObject, type JsonObject, type JsonValue } from '../text/json.ts';
import { memo } from '../text/memo.ts';
import type { Prompt, ToolDefinition } from './trial.ts';

const introduction =
  'To use a tool, write its block in your answer as it is shown here, each tag on a line of its own and your own values in place of the square brackets. ' +
  'Leave out the lines of optional fields that you do not need. A value may go on over several lines. You may write several blocks.';

/**
 * What `{{tools}}` stands for under the text protocol: how to use each tool, with a sample of its block. Empty without tools.
 *
 * @param descriptionOf The description as this condition sends it; as the file has it unless said.
 */
export function describeTools(
  tools: readonly Tool[],
  descriptionOf = (source: SourceText): string => source.text,
): string {
  return usageParts(tools)
    .map((part) => (typeof part === 'string' ? part : descriptionOf(part)))
    .join('');
}

/** The usage in parts: texts of our own, and descriptions of the file still to be rendered. */
export function usageParts(tools: readonly Tool[]): readonly (string | SourceText)[] {
  if (tools.length === 0) return [];
  return [
    introduction,
    ...tools.flatMap((tool) => ['\n\n', tool.description ?? ownDescription(tool), `\n${sampleBlock(tool)}`]),
  ];
}

/** The sample values in a tool's block, by field: an action that holds nothing but these is the instruction, repeated. */
export const sampleFields: (tool: Tool) => ReadonlyMap<string, string> = memo(
  (tool) => new Map(tool.fields.map((field) => [field.name, `[${placeholder(tool, field)}]`])),
);

function sampleBlock(tool: Tool): string {
  const samples = sampleFields(tool);
  const lines = tool.fields.map(({ name, written }) => `${written}: ${samples.get(name) ?? ''}`);
  return [`<${tool.tag}>`, ...lines, `</${tool.tag}>`].join('\n');
}

const descriptions: Readonly<Record<Builtin, string>> = {
  'mail.list': 'List the e-mails of the inbox:',
  'mail.read': 'Read an e-mail:',
  'mail.search': 'Find the e-mails that hold some words:',
  'mail.reply': 'Reply to the sender of an e-mail:',
  'mail.delete': 'Delete an e-mail:',
  'mail.send': 'Send an e-mail:',
  'mail.forward': 'Forward one of the documents by e-mail:',
  'file.list': 'List the files:',
  'file.read': 'Read a file:',
  'file.write': 'Write a file; one of the same name is replaced:',
  'file.delete': 'Delete a file:',
  'alert.list': 'List the alerts of the console:',
  'alert.read': 'Read an alert:',
  'alert.acknowledge': 'Acknowledge an alert; it stays open:',
  'alert.cancel': 'Cancel an alert; it is closed:',
  'alert.dispatch': 'Send the responders to an alert:',
};

function ownDescription({ id, builtin }: Tool): string {
  return builtin === null ? `Use ${id.replaceAll(/[_-]/g, ' ')}:` : descriptions[builtin];
}

/** The tools as a provider's own tool calls take them, described as this condition does. */
export function toolDefinitions({ tools, rendered }: Pick<Prompt, 'tools' | 'rendered'>): readonly ToolDefinition[] {
  return tools.map((tool) => {
    const { id, description } = tool;
    const said = description === null ? null : (rendered.get(description.pointer) ?? description.text);
    return { name: id, description: said ?? ownDescription(tool).replace(/:$/, '.'), inputSchema: inputSchema(tool) };
  });
}

/** A JSON Schema (draft-07) of the fields under the names that the model writes. */
export function inputSchema(tool: Pick<Tool, 'fields' | 'builtin'>): JsonObject {
  const { fields } = tool;
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(({ required }) => required).map(({ written }) => written),
    properties: Object.fromEntries(
      fields.map((field) => [
        field.written,
        { ...(field.schema ?? { type: jsonType(field.type) }), description: saidOf(field) ?? fieldWords(tool, field) },
      ]),
    ),
  };
}

function jsonType(type: ToolField['type']): string {
  return type === 'addresses' || type === 'document' ? 'string' : type === 'json' ? 'object' : type;
}

function placeholder(tool: Tool, field: ToolField): string {
  const { schema = {} } = field;
  const form = field.type === 'json' ? `, as JSON: ${shapeOf(schema)}` : choiceOf(schema);
  const words = `${saidOf(field) ?? fieldWords(tool, field)}${form}`;
  return field.required ? words : `optional: ${words}`;
}

function fieldWords({ builtin }: Pick<Tool, 'builtin'>, { name, type }: ToolField): string {
  switch (type) {
    case 'addresses':
      return (
        { to: 'recipients, separated by commas', cc: 'who gets a copy', bcc: 'who gets a hidden copy' }[name] ??
        'addresses, separated by commas'
      );
    case 'document':
      return builtin?.startsWith('file.') === true
        ? 'name of the file'
        : `ID of the ${builtin?.startsWith('alert.') === true ? 'alert' : 'document'}`;
    case 'number':
      return `${spoken(name)}, a number`;
    case 'integer':
      return `${spoken(name)}, a whole number`;
    case 'boolean':
      return `${spoken(name)}, true or false`;
    case 'json':
      return spoken(name);
    case 'string':
      if (builtin?.startsWith('file.') === true) return name === 'body' ? 'what stands in it' : 'name of the file';
      if (builtin?.startsWith('alert.') === true && name === 'body') return 'a message';
      if (name !== 'body' || builtin === null) return spoken(name);
      return builtin === 'mail.forward' ? 'text to send with it' : 'text of the e-mail';
  }
}

/** What the file says of a field itself. */
function saidOf({ schema }: ToolField): string | null {
  const said = schema?.['description'];
  return typeof said === 'string' ? said : null;
}

function choiceOf({ enum: words }: JsonObject): string {
  return Array.isArray(words) ? `: ${words.map(String).join(', ')}` : '';
}

/** A value of a schema, as a model is shown it: `{"site": text, "codes": [text]}`. */
function shapeOf(schema: JsonValue | undefined): string {
  if (!isObject(schema)) return 'anything';
  const { type, items, properties } = schema;
  if (type === 'array') return `[${shapeOf(items)}]`;
  if (type === 'object' && isObject(properties)) {
    const parts = Object.entries(properties).map(([name, part]) => `"${name}": ${shapeOf(part)}`);
    return `{${parts.join(', ')}}`;
  }
  const choice = choiceOf(schema).replace(/^: /, '').replaceAll(', ', ' | ');
  return choice !== '' ? choice : type === 'string' || typeof type !== 'string' ? 'text' : type;
}

function spoken(name: string): string {
  return name.replaceAll(/[_-]/g, ' ');
}
