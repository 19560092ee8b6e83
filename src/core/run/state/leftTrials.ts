import type { Decisions } from '../../conversation/asked.ts';
import type { ModelResponse } from '../../provider/provider.ts';
import type { Trial } from '../../trial/trial.ts';
import type { Journal } from '../journal/journal.ts';
import type { RunState } from './runState.ts';

/** The conversation of a trial as an earlier process left it. */
export interface BegunTrial {
  /** Up to the last that was asked about. */
  readonly answers: readonly ModelResponse[];
  readonly decisions: Decisions;
}

/** What an earlier process left of a run that is gone on with. */
export interface LeftTrials {
  /** The tools whose every use a person had approved. */
  readonly standing: Iterable<string>;
  /** Null for a trial that begins anew: nothing of it was asked. */
  begun(trial: Trial): Promise<BegunTrial | null>;
}

export const nothingLeft: LeftTrials = { standing: [], begun: () => Promise.resolve(null) };

/** What the journal of a run leaves, before it goes on. */
export function leftTrials({ questions }: RunState, journal: Journal): LeftTrials {
  return {
    standing: questions.standing,
    async begun({ id }) {
      const position = questions.askedAt(id);
      if (position === null) return null;
      const event = await journal.read(position);
      if (event.type !== 'asked') return null;
      const { messages, answers, answeredBy: model } = event;
      const written = messages.filter(({ role }) => role === 'assistant');
      return {
        answers: answers.flatMap((facts, index) => {
          const message = written[index];
          return message === undefined ? [] : [{ ...facts, blocks: message.blocks, model }];
        }),
        decisions: questions.decisions(id),
      };
    },
  };
}
