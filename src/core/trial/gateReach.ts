import type { FieldMatch } from '../scenario/sourceText.ts';
import type { Gate } from '../scenario/classifier.ts';
import { createPace, finish, type Pace, type Steps } from '../text/steps.ts';
import type { Prompt } from './trial.ts';

/** What a condition lets a model do. */
export interface World {
  /** The ids of the tools that it offers. */
  readonly tools: ReadonlySet<string>;
  /** The ids of the documents that it shows. */
  readonly documents: ReadonlySet<string>;
}

/** The distinct worlds of some prompts. Conditions share their lists of tools and documents, so there are few. */
export function worldsOf(prompts: readonly Prompt[]): readonly World[] {
  return finish(worldSteps(prompts, createPace()));
}

export function* worldSteps(prompts: readonly Prompt[], pace: Pace): Steps<readonly World[]> {
  const seen = new Map<Prompt['tools'], Set<Prompt['documents']>>();
  const worlds: World[] = [];
  for (const { tools, documents } of prompts) {
    const together = seen.get(tools) ?? new Set();
    if (together.has(documents)) continue;
    seen.set(tools, together.add(documents));
    worlds.push({ tools: new Set(tools.map(({ id }) => id)), documents: new Set(documents.map(({ id }) => id)) });
    if (pace.isDue((tools.length + documents.length) / 5)) yield;
  }
  return worlds;
}

/** Whether some transcript could make the gate hold there. Errs towards yes: what a model writes is not known. */
export function canHold(gate: Gate, world: World): boolean {
  switch (gate.op) {
    case 'action':
      return world.tools.has(gate.tool) && gate.where.every((field) => canMatch(field, world));
    case 'all':
    case 'sequence':
      return gate.of.every((part) => canHold(part, world));
    case 'any':
      return gate.of.some((part) => canHold(part, world));
    case 'except':
      return world.tools.size > 0;
    case 'count':
      return gate.min === 0 || canHold(gate.of, world);
    case 'text':
    case 'reasoning':
    case 'not':
      return true;
  }
}

function canMatch({ field, match }: FieldMatch, { documents }: World): boolean {
  if (field !== 'document' || match.equals === undefined) return true;
  return match.equals.some(({ text }) => text.includes('{{') || documents.has(text));
}
