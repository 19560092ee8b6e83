import type { Levels, ModelUse } from '../scenario/scenario.ts';
import { canonicalJson } from '../text/json.ts';
import type { Hash } from '../text/ports.ts';
import type { Prompt } from './trial.ts';

/** Ten hexadecimal digits of the hash of its levels; the order of the factors does not matter. */
export function conditionId(levels: Levels, hash: Hash): string {
  return hash(canonicalJson(levels)).slice(0, 10);
}

/** The hash of what a condition sends to every model alike. */
export function promptHash(prompt: Prompt, hash: Hash): string {
  return hash(
    canonicalJson({
      system: prompt.system?.text ?? null,
      messages: prompt.messages.map(({ role, content }) => ({ role, content: content.text })),
    }),
  );
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
