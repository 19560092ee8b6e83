import type { AskedAction } from '../../conversation/asked.ts';
import type { Levels } from '../../scenario/scenario.ts';
import type { Signal } from '../../text/ports.ts';
import type { Decision } from '../../transcript/transcript.ts';
import type { TrialKey } from '../journal/journal.ts';

/** An action that waits for a decision. */
export interface Question extends TrialKey {
  readonly levels: Levels;
  readonly asked: AskedAction;
}

/** What is decided. */
export interface Ruling {
  readonly approved: boolean;
  /** What the model is told beside the refusal; null: nothing. */
  readonly reason: string | null;
  /** Approves every other use of the tool in this run as well, from now on. */
  readonly everyUse?: true;
}

/** Decides on actions whose tools ask: a person, or rules that stand in for one. */
export interface Approver {
  readonly by: Decision['by'];
  /** Resolves when it is decided, however long that takes. When the signal aborts nobody waits for the ruling any more. */
  decide(question: Question, signal: Signal): Promise<Ruling>;
  /** Whether it would decide so again, so that what came of it can stand for a new transcript. */
  repeats(asked: AskedAction, decision: Decision): boolean;
}
