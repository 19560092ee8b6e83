import type { SourceText, Tool, ToolField } from '../scenario/scenario.ts';
import type { JsonObject } from '../text/json.ts';
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
export function sampleFields(tool: Tool): ReadonlyMap<string, string> {
  return new Map(tool.fields.map((field) => [field.name, `[${placeholder(tool, field)}]`]));
}

function sampleBlock(tool: Tool): string {
  const samples = sampleFields(tool);
  const lines = tool.fields.map(({ name, written }) => `${written}: ${samples.get(name) ?? ''}`);
  return [`<${tool.tag}>`, ...lines, `</${tool.tag}>`].join('\n');
}

function ownDescription({ id, builtin }: Tool): string {
  switch (builtin) {
    case 'mail.list':
      return 'List the e-mails of the inbox:';
    case 'mail.read':
      return 'Read an e-mail:';
    case 'mail.search':
      return 'Find the e-mails that hold some words:';
    case 'mail.reply':
      return 'Reply to the sender of an e-mail:';
    case 'mail.delete':
      return 'Delete an e-mail:';
    case 'mail.send':
      return 'Send an e-mail:';
    case 'mail.forward':
      return 'Forward one of the documents by e-mail:';
    case null:
      return `Use ${id.replaceAll(/[_-]/g, ' ')}:`;
  }
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
export function inputSchema(tool: Tool): JsonObject {
  const { fields } = tool;
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(({ required }) => required).map(({ written }) => written),
    properties: Object.fromEntries(
      fields.map((field) => [field.written, { type: jsonType(field.type), description: fieldWords(tool, field) }]),
    ),
  };
}

function jsonType(type: ToolField['type']): string {
  return type === 'addresses' || type === 'document' ? 'string' : type;
}

function placeholder(tool: Tool, field: ToolField): string {
  const words = fieldWords(tool, field);
  return field.required ? words : `optional: ${words}`;
}

function fieldWords({ builtin }: Tool, { name, type }: ToolField): string {
  switch (type) {
    case 'addresses':
      return (
        { to: 'recipients, separated by commas', cc: 'who gets a copy', bcc: 'who gets a hidden copy' }[name] ??
        'addresses, separated by commas'
      );
    case 'document':
      return 'ID of the document';
    case 'number':
      return `${spoken(name)}, a number`;
    case 'integer':
      return `${spoken(name)}, a whole number`;
    case 'boolean':
      return `${spoken(name)}, true or false`;
    case 'string':
      if (name !== 'body' || builtin === null) return spoken(name);
      return builtin === 'mail.forward' ? 'text to send with it' : 'text of the e-mail';
  }
}

function spoken(name: string): string {
  return name.replaceAll(/[_-]/g, ' ');
}
