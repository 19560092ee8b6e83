import type { AskedAction, Decisions } from '../../conversation/asked.ts';
import { ProviderError } from '../../provider/providerError.ts';
import type { Clock, Signal } from '../../text/ports.ts';
import type { AnswerFacts, Decision, Message } from '../../transcript/transcript.ts';
import type { Trial } from '../../trial/trial.ts';
import type { Approver, Ruling } from './approver.ts';
import type { JournalEvent } from '../journal/journal.ts';
import { createStopper, type Stopper } from '../stopper.ts';
import { keyOf } from '../trialKey.ts';

/** A conversation up to an answer whose actions are asked for. */
export interface TalkSoFar {
  readonly turn: number;
  readonly messages: readonly Message[];
  /** One for each answer. */
  readonly answers: readonly AnswerFacts[];
  readonly answeredBy: string | null;
}

export interface DeciderDeps {
  readonly approver: Approver;
  /** The tools whose every use a person has approved in this run already. */
  readonly standing: Iterable<string>;
  readonly clock: Clock;
  readonly signal: Signal;
  readonly record: (event: JournalEvent) => Promise<void>;
}

/** A question that waits, and what ends its waiting. */
interface Waiting {
  readonly tool: string;
  readonly stopper: Stopper;
}

/** Has the actions of a run decided on, and journals each question before it is asked and each decision before it has an effect. */
export class Decider {
  private readonly deps: DeciderDeps;
  private readonly standing: Set<string>;
  private readonly waiting = new Set<Waiting>();

  constructor(deps: DeciderDeps) {
    this.deps = deps;
    this.standing = new Set(deps.standing);
  }

  /**
   * Decides on the actions of one answer, all at the same time; nothing is asked where all is `known`. Rejects with `cancelled`
   * when the run is stopped.
   */
  async decide(trial: Trial, soFar: TalkSoFar, asked: readonly AskedAction[], known: Decisions): Promise<Decisions> {
    const left = asked.filter(({ question }) => !known.has(question));
    if (left.length === 0) return known;
    const { clock, record } = this.deps;
    const actions = left.map(({ question, tool, action }) => ({
      question,
      tool: tool.id,
      fields: action.fields.map(({ name, text }) => ({ name, text })),
    }));
    await record({ type: 'asked', ...keyOf(trial), actions, ...soFar, at: clock.now() });
    const made = await Promise.all(left.map(async (each) => [each.question, await this.one(trial, each)] as const));
    return new Map([...known, ...made]);
  }

  private async one(trial: Trial, asked: AskedAction): Promise<Decision> {
    const { approver, clock, record } = this.deps;
    const { question, tool } = asked;
    const ruling = this.standing.has(tool.id) ? null : await this.ask(trial, asked);
    const { by } = approver;
    const decision: Decision =
      ruling === null
        ? { approved: true, by, standing: true, reason: null }
        : { approved: ruling.approved, by, reason: ruling.approved ? null : ruling.reason };
    const everyUse = ruling?.everyUse === true && decision.approved;
    const event = { type: 'decision', trial: trial.id, question, tool: tool.id, ...decision } as const;
    await record({ ...event, ...(everyUse && { everyUse }), at: clock.now() });
    if (everyUse) this.approveEveryUse(tool.id);
    return decision;
  }

  /** Null: every use of the tool was approved meanwhile. */
  private async ask(trial: Trial, asked: AskedAction): Promise<Ruling | null> {
    const { approver, signal } = this.deps;
    const tool = asked.tool.id;
    const waiting: Waiting = { tool, stopper: createStopper(signal) };
    this.waiting.add(waiting);
    try {
      const { stopper } = waiting;
      const question = { ...keyOf(trial), levels: trial.condition.levels, asked };
      const stopped = aborted(stopper.signal);
      const ruling = await Promise.race([stopped, approver.decide(question, stopper.signal)]);
      if (ruling === null && !this.standing.has(tool)) throw new ProviderError('cancelled', 'The run was stopped.');
      return ruling;
    } finally {
      this.waiting.delete(waiting);
      waiting.stopper.stop();
      waiting.stopper.dispose();
    }
  }

  private approveEveryUse(tool: string): void {
    this.standing.add(tool);
    for (const { tool: other, stopper } of this.waiting) if (other === tool) stopper.stop();
  }
}

function aborted(signal: Signal): Promise<null> {
  return new Promise((resolve) => {
    const stop = (): void => resolve(null);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
}
