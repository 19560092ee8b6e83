import type { Levels, ModelUse } from '../scenario/scenario.ts';
import { canonicalJson, isObject, type JsonValue } from '../text/json.ts';
import type { Hash } from '../text/ports.ts';
import { PARSER_VERSION } from './parserVersion.ts';
import type { Prompt } from './trial.ts';

/** Ten hexadecimal digits of the hash of its levels; the order of the factors does not matter. */
export function conditionId(levels: Levels, hash: Hash): string {
  return hash(canonicalJson(levels)).slice(0, 10);
}

/** The hash of what a condition sends to every model alike. How long it may go on counts where it may go on at all. */
export function promptHash(prompt: Prompt, hash: Hash): string {
  return hash(
    canonicalJson({
      system: prompt.system?.text ?? null,
      messages: prompt.messages.map(({ role, content }) => ({ role, content: content.text })),
      ...(goesOn(prompt) && acting(prompt)),
    }),
  );
}

/** Whether the model is told more than the messages: native tools, their answers, events, or probes. */
export function goesOn({ turns, messages, protocol, events, probes }: Prompt): boolean {
  return turns > messages.length || events.length > 0 || protocol === 'native' || probes.length > 0;
}

/** What that is. */
function acting(prompt: Prompt) {
  const { turns, tools, protocol, events, probes, scratchpadTags, documents, rendered } = prompt;
  return {
    ...{ turns, tools: content(tools, rendered), protocol, events: content(events, rendered) },
    ...{ probes, scratchpadTags, documents },
    ...(isAnsweredAsRead(prompt) && { parser: PARSER_VERSION }),
  };
}

/** Whether the world answers what our reader finds in the model's text; native tool calls need no reader. */
function isAnsweredAsRead({ turns, messages, protocol, tools, events }: Prompt): boolean {
  return protocol === 'text' && tools.length > 0 && (turns > messages.length || events.length > 0);
}

/** What parts of a file say in a condition, wherever in the file they stand: each text as it is rendered. */
function content(part: unknown, rendered: Prompt['rendered']): JsonValue {
  if (Array.isArray(part)) return part.map((item) => content(item, rendered));
  if (!isObject(part)) return (part ?? null) as JsonValue;
  const { pointer, text } = part;
  if (typeof text === 'string' && typeof pointer === 'string') return rendered.get(pointer) ?? text;
  const fields = Object.entries(part).filter(([name]) => name !== 'pointer' && name !== 'when');
  return Object.fromEntries(fields.map(([name, value]) => [name, content(value, rendered)]));
}

/** Everything beside the prompt that can change what a model answers. */
export interface Asked {
  readonly prompt: string;
  readonly model: ModelUse;
  readonly levels: Levels;
  /** The text of a scripted model; null for any other. */
  readonly source: string | null;
}

/**
 * The hash of everything that can change a transcript, but for the repetition. Titles, classifiers and the order of factors
 * are not in it. The levels are, for a scripted model alone: its rules may name them, and no other model is told.
 */
export function askedHash({ prompt, model, levels, source }: Asked, hash: Hash): string {
  const { profile, name, parameters } = model;
  const script = profile === 'scripted' ? { source, levels } : undefined;
  return hash(canonicalJson({ prompt, profile, name, parameters, script }));
}

/** The id of one repetition: 64 hexadecimal digits. */
export function trialId(asked: string, repetition: number, hash: Hash): string {
  return hash(`${asked}/${repetition}`);
}

/** The first 32 bits of a trial's id, which are as random as any and need no second source of chance. */
export function seedOf(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16);
}
