import type { Event, Trigger } from '../scenario/scenario.ts';
import type { Prompt } from '../trial/trial.ts';

/** Something that may happen in a condition, to be read. */
export interface EventText {
  /** «mail-comes, after 2 answers». */
  readonly title: string;
  /** What the model is told; empty where it is told nothing. */
  readonly told: string;
  /** The document that comes, as its layout writes it; null for none. */
  readonly brings: string | null;
}

export function eventText({ id, after, document, text }: Event, { documents, rendered }: Prompt): EventText {
  const told = text === null ? '' : (rendered.get(text.pointer) ?? text.text);
  const brings = documents.find((each) => each.id === document)?.text ?? null;
  return { title: `${id}, ${triggerWords(after)}`, told, brings };
}

function triggerWords(after: Trigger): string {
  if (after.kind === 'turns') return `after ${after.turns === 1 ? '1 answer' : `${after.turns} answers`}`;
  const which = after.where.map(({ field }) => field).join(', ');
  const times = after.times === 1 ? '' : `, ${after.times} times`;
  return `after ${after.tool}${which === '' ? '' : ` (by its ${which})`}${times}`;
}
