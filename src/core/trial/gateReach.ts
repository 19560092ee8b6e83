import type { FieldMatch, Gate } from '../scenario/scenario.ts';

/** What a condition lets a model do. */
export interface World {
  /** The ids of the tools that it offers. */
  readonly tools: ReadonlySet<string>;
  /** The ids of the documents that it shows. */
  readonly documents: ReadonlySet<string>;
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
