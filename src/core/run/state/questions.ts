import type { Decisions } from '../../conversation/asked.ts';
import type { Decision } from '../../transcript/transcript.ts';
import type { AskedEvent, DecisionEvent, JournalPosition } from '../journal/journal.ts';

/** An action that waits for a decision, as the journal has it. */
export interface OpenQuestion {
  readonly trial: string;
  readonly question: string;
  readonly tool: string;
  readonly fields: readonly { readonly name: string; readonly text: string }[];
  /** When it was asked first in this process or the one before, in milliseconds since 1970. */
  readonly at: number;
}

interface AskedTrial {
  /** The last event that holds its conversation until then. */
  askedAt: JournalPosition;
  readonly open: Map<string, OpenQuestion>;
  readonly decided: Map<string, Decision>;
}

/** What of a run was asked for and what was decided: of the trials that are not completed, whose transcripts do not tell it yet. */
export class Questions {
  private readonly trials = new Map<string, AskedTrial>();
  private readonly approved = new Set<string>();
  /** Where the last event that was applied stands. */
  private upTo = -1;

  /** The tools whose every use was approved. */
  get standing(): ReadonlySet<string> {
    return this.approved;
  }

  /** Those that nobody has decided on, trial by trial in the order in which they were first asked for. */
  *open(): Iterable<OpenQuestion> {
    for (const { open } of this.trials.values()) yield* open.values();
  }

  /** How many nobody has decided on. */
  get count(): number {
    let count = 0;
    for (const { open } of this.trials.values()) count += open.size;
    return count;
  }

  isOpen(trial: string): boolean {
    return (this.trials.get(trial)?.open.size ?? 0) > 0;
  }

  /** Where the conversation of a trial until its last question stands; null where it has none, or is completed. */
  askedAt(trial: string): JournalPosition | null {
    return this.trials.get(trial)?.askedAt ?? null;
  }

  decisions(trial: string): Decisions {
    return this.trials.get(trial)?.decided ?? new Map();
  }

  /** False for an event that was applied before. */
  ask({ trial, actions, at }: AskedEvent, position: JournalPosition): boolean {
    if (position.offset <= this.upTo) return false;
    this.upTo = position.offset;
    const known = this.trials.get(trial) ?? { askedAt: position, open: new Map(), decided: new Map() };
    known.askedAt = position;
    known.open.clear();
    for (const action of actions) known.open.set(action.question, { ...action, trial, at });
    this.trials.set(trial, known);
    return true;
  }

  decide(event: DecisionEvent, { offset }: JournalPosition): void {
    if (offset <= this.upTo) return;
    this.upTo = offset;
    const { trial, question, tool, approved, by, standing, reason, everyUse } = event;
    if (everyUse === true) this.approved.add(tool);
    const asked = this.trials.get(trial);
    // Without its question (a torn line) there is nothing that it could be the answer to.
    if (asked?.open.delete(question) !== true) return;
    asked.decided.set(question, { approved, by, ...(standing === true && { standing }), reason });
  }

  /** Another process goes on: it asks again for what it comes to. */
  resume({ offset }: JournalPosition): void {
    if (offset <= this.upTo) return;
    this.upTo = offset;
    for (const { open } of this.trials.values()) open.clear();
  }

  /** It failed while it waited: it is asked again where the run goes on. */
  fail(trial: string): void {
    this.trials.get(trial)?.open.clear();
  }

  /** Its transcript tells from here on. */
  complete(trial: string): void {
    this.trials.delete(trial);
  }
}
