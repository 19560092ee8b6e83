import type { Tool } from '../scenario/scenario.ts';
import { sampleFields } from '../trial/toolUsage.ts';
import { foldText } from './fold.ts';
import type { ActionField } from './transcript.ts';

/** No sample is that long, so a long text need not be folded to see that it is none. */
const longestSample = 1000;

/**
 * Whether an action is the instruction's own sample, repeated: each of its fields that has a value has the sample's. An
 * answer may fill in one field and leave the others; that is an action.
 */
export function isPlaceholder(tool: Tool, fields: readonly ActionField[]): boolean {
  if (fields.some(({ text }) => text.length > longestSample)) return false;
  const samples = sampleFields(tool);
  const written = fields.filter((field) => bare(field.text) !== '');
  return written.length > 0 && written.every((field) => bare(samples.get(field.name) ?? '') === bare(field.text));
}

/** A field that an action left as the sample has it, brackets and all: nobody filled it in. */
export function isLeftOver(tool: Tool, { name, text }: ActionField): boolean {
  const sample = sampleFields(tool).get(name);
  return sample !== undefined && text.length <= longestSample && foldText(text) === foldText(sample);
}

/** Brackets come and go when a model copies. */
function bare(text: string): string {
  return foldText(text)
    .replaceAll(/[\s[\]{}<>"'`*]+/gu, ' ')
    .trim();
}
