import { noDecisions, type AskedAction, type Decisions } from '../conversation/asked.ts';
import { converse, type Turn } from '../conversation/converse.ts';
import type { Delta, ModelRequest, ModelResponse } from '../provider/provider.ts';
import type { Log } from '../text/ports.ts';
import { readTranscript } from '../transcript/readTranscript.ts';
import type { AnswerFacts, Message, Reading, Transcript } from '../transcript/transcript.ts';
import type { Trial } from '../trial/trial.ts';
import { OutOfBudget } from './spending/budget.ts';
import type { Decider } from './approval/decider.ts';
import type { GradeTrialDeps } from './gradeTrial.ts';
import type { OutcomeEvent } from './journal/journal.ts';
import { isCancelled, journalError } from './journal/journalError.ts';
import type { BegunTrial, LeftTrials } from './state/leftTrials.ts';
import { createPartialResponse } from './sending/partialResponse.ts';
import { keyOf } from './trialKey.ts';
import type { NextTrial } from './trialOrder.ts';

export interface CollectDeps extends GradeTrialDeps {
  readonly decider: Decider;
  readonly left: LeftTrials;
  readonly onDelta: (trial: string, delta: Delta) => void;
  /** Waits for a decision; the place of the trial is another's meanwhile. */
  readonly whileAway: <T>(wait: () => Promise<T>) => Promise<T>;
}

export interface Collected {
  readonly result: OutcomeEvent['result'];
  /** Null where there is no transcript, or where reading it failed. */
  readonly reading: Reading | null;
  readonly durationMs: number;
  /** Whether anything may have been sent. */
  readonly sent: boolean;
}

/** Holds the conversation of a trial, from where an earlier process left it. Rejects for bugs of its own alone. */
export async function collectTranscript(
  { trial, onKept }: Pick<NextTrial, 'trial' | 'onKept'>,
  deps: CollectDeps,
): Promise<Collected> {
  const begun = await deps.left.begun(trial);
  return new Collection(trial, begun, deps).collect(onKept);
}

/** One trial while it is under way. */
class Collection {
  private readonly trial: Trial;
  private readonly deps: CollectDeps;
  private readonly begun: BegunTrial | null;
  private readonly partial = createPartialResponse();
  private readonly recorded: Promise<void>[] = [];
  private readonly answers: AnswerFacts[] = [];
  private messages: readonly Message[] = [];
  private model: string | null = null;
  private sentAt: number | null = null;
  private answeredAt: number | null = null;

  constructor(trial: Trial, begun: BegunTrial | null, deps: CollectDeps) {
    this.trial = trial;
    this.begun = begun;
    this.deps = deps;
  }

  async collect(onKept: NextTrial['onKept']): Promise<Collected> {
    const { trial, deps } = this;
    const { signal, log } = deps;
    try {
      const transcript = await converse(trial, {
        send: this.sender(onKept),
        onTurn: (turn) => this.turn(turn),
        decide: (asked) => this.decide(asked),
      });
      const reading = read(trial, transcript, log);
      await Promise.all(this.recorded);
      return this.ended({ status: 'completed', transcript, actions: reading && countActions(reading) }, reading);
    } catch (cause) {
      const before = this.messages.length === 0 ? {} : { messages: this.messages };
      if (cause instanceof OutOfBudget || (signal.aborted && isCancelled(cause)))
        return this.ended({ status: 'stopped', partial: this.partial.blocks(), ...before });
      const error = journalError(cause);
      if (error.kind === 'internal') log.error(`Trial ${trial.id} failed`, cause);
      return this.ended({ status: 'failed', error, ...before });
    }
  }

  /** Gives the answers that are there before it asks for more. */
  private sender(onKept: NextTrial['onKept']): (request: ModelRequest) => Promise<ModelResponse> {
    const { trial, deps, partial, begun } = this;
    const kept = [...(begun?.answers ?? [])];
    const send = deps.sender.begin({
      key: keyOf(trial),
      judge: null,
      model: trial.model,
      seed: trial.seed,
      onKept,
      onAttempt: (at) => {
        this.sentAt = at;
        this.answeredAt = null;
        partial.clear();
      },
      onDelta(delta) {
        partial.add(delta);
        deps.onDelta(trial.id, delta);
      },
    });
    return (request) => {
      const answer = kept.shift();
      return answer === undefined ? send(request) : Promise.resolve(answer);
    };
  }

  private turn({ turn, facts, model, messages }: Turn): void {
    const { deps, trial, begun } = this;
    this.messages = messages;
    this.answers.push(facts);
    this.model = model;
    this.partial.clear();
    if (turn <= (begun?.answers.length ?? 0)) return;
    const at = deps.clock.now();
    this.answeredAt = at;
    // Appended before the next intent is, and so before it on disk.
    this.recorded.push(deps.record({ type: 'turn', trial: trial.id, turn, ...facts, at }));
  }

  private decide(asked: readonly AskedAction[]): Promise<Decisions> {
    const { deps, trial, begun, messages, model: answeredBy } = this;
    const soFar = { turn: this.answers.length, messages, answers: [...this.answers], answeredBy };
    return deps.whileAway(() => deps.decider.decide(trial, soFar, asked, begun?.decisions ?? noDecisions));
  }

  private ended(result: OutcomeEvent['result'], reading: Reading | null = null): Collected {
    const { sentAt, answeredAt, deps } = this;
    const durationMs = sentAt === null ? 0 : (answeredAt ?? deps.clock.now()) - sentAt;
    return { result, reading, durationMs, sent: sentAt !== null };
  }
}

export function read(trial: Trial, transcript: Transcript, log: Log): Reading | null {
  try {
    return readTranscript(transcript, trial.condition.prompt);
  } catch (cause) {
    log.error(`Reading the transcript of trial ${trial.id} failed`, cause);
    return null;
  }
}

function countActions({ actions }: Reading): number {
  return actions.filter(({ form }) => form !== 'placeholder').length;
}
