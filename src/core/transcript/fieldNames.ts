import type { Tool, ToolField } from '../scenario/scenario.ts';
import { memo } from '../text/memo.ts';
import { foldText } from './fold.ts';

/** What models call a field when they do not call it by its name. A tool's own names come first. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  body: ['content', 'message', 'text'],
  to: ['recipient', 'recipients'],
  document: ['document_id', 'email_id'],
};

/** The fields of a tool by every name that a model may write for them. */
export interface FieldNames {
  readonly tool: Tool;
  /** The text of a mail; null for a tool that takes none. */
  readonly body: ToolField | null;
  /** Where content without a label belongs: the body, or the only field of a tool that has one. */
  readonly unlabelled: ToolField | null;
  /** The field of this name, in any letter case, with spaces, hyphens and underscores alike. */
  find(name: string): ToolField | null;
  /** Folded names as tags are compared: for nested tags. */
  readonly tags: ReadonlySet<string>;
}

export const longestLabel = 60;

/** Tags that carry the field's name in an attribute: `<parameter name="to">`. */
export const parameterTags: ReadonlySet<string> = new Set(['parameter', 'param', 'field', 'argument']);

export const fieldNames: (tool: Tool) => FieldNames = memo((tool) => {
  const byKey = new Map<string, ToolField>();
  const add = (name: string, field: ToolField): void => {
    if (!byKey.has(fieldKey(name))) byKey.set(fieldKey(name), field);
  };
  for (const field of tool.fields) add(field.written, field);
  for (const field of tool.fields) add(field.name, field);
  for (const field of tool.fields) for (const alias of aliases[field.name] ?? []) add(alias, field);
  const body = tool.fields.find((field) => field.name === 'body') ?? null;
  const only = tool.fields.length === 1 ? tool.fields[0] : undefined;
  const names = tool.fields.flatMap((field) => [field.written, field.name, ...(aliases[field.name] ?? [])]);
  return {
    tool,
    body,
    unlabelled: body ?? only ?? null,
    find: (name) => (name.length > longestLabel * 2 ? null : (byKey.get(fieldKey(name)) ?? null)),
    tags: new Set([...names.map(foldText), ...parameterTags]),
  };
});

function fieldKey(name: string): string {
  return foldText(name).replaceAll(/[\s_-]/gu, '');
}
