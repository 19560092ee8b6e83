import type { Event, Trigger } from '../scenario/scenario.ts';
import { evaluateMatch, fieldSubject, type Words } from '../transcript/match.ts';
import { fieldPassage } from '../transcript/passage.ts';
import type { Action, Block, Message } from '../transcript/transcript.ts';
import { kindsRead } from '../trial/reach.ts';
import type { Prompt, ShownDocument } from '../trial/trial.ts';

/** What happens in one trial beside what its tools answer. */
export interface Happenings {
  /** Notes an action that a tool carried out. */
  note(action: Action, messages: readonly Message[]): void;
  /**
   * What happens now, after so many answers: in the order of the file, each event once. Its documents arrive. One block for
   * each, which is empty where the model is told nothing.
   */
  after(answers: number): readonly Block[];
}

type Happening = Pick<Prompt, 'events' | 'documents' | 'tools'>;

/** @param arrive Where a document goes that a tool can read; any other is told. */
export function createHappenings(
  { events, documents, tools }: Happening,
  words: Words,
  arrive: (document: ShownDocument) => void,
): Happenings {
  let waiting = events;
  const counts = new Map<Event, number>();
  const kinds = kindsRead(tools);
  const happen = ({ id, document: brought, text }: Event): Block => {
    const document = documents.find((each) => each.id === brought);
    if (document !== undefined) arrive(document);
    const isTold = document !== undefined && !kinds.has(document.kind);
    const told = [...(text === null ? [] : [words(text)]), ...(isTold ? [document.text] : [])];
    return { type: 'text', text: told.join('\n\n'), event: id };
  };
  return {
    note(action, messages) {
      for (const event of waiting) {
        if (event.after.kind === 'action' && fits(event.after, action, messages, words))
          counts.set(event, (counts.get(event) ?? 0) + 1);
      }
    },
    after(answers) {
      const now = waiting.filter((event) =>
        event.after.kind === 'turns' ? answers >= event.after.turns : (counts.get(event) ?? 0) >= event.after.times,
      );
      waiting = waiting.filter((event) => !now.includes(event));
      return now.map(happen);
    },
  };
}

function fits(
  { tool, where }: Extract<Trigger, { kind: 'action' }>,
  action: Action,
  messages: readonly Message[],
  words: Words,
): boolean {
  const partOf = (field: Action['fields'][number]) => ({
    passage: fieldPassage(field, { messages }),
    values: field.values,
  });
  return (
    action.tool === tool &&
    where.every(({ field, match }) => evaluateMatch(match, fieldSubject(field, action, partOf), words).held)
  );
}
