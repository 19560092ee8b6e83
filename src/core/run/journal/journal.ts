import type { TokenBound } from '../../provider/cost.ts';
import type { AnswerFacts, Block, Decision, Message, Transcript, Usage } from '../../transcript/transcript.ts';
import type { ProviderErrorKind } from '../../provider/providerError.ts';
import type { Review } from '../../verdict/review.ts';
import type { Verdict } from '../../verdict/verdict.ts';

/** What happened in a run, in order. State is what replaying these gives; nothing else is authoritative. */
export type JournalEvent =
  | IntentEvent
  | AttemptEvent
  | TurnEvent
  | AskedEvent
  | DecisionEvent
  | BatchEvent
  | OutcomeEvent
  | VoteEvent
  | VerdictEvent
  | ReviewEvent
  | EndEvent
  | ResumeEvent;

/** Where a trial belongs; on the events that open it, so that the journal can be read without run.json by `jq`. */
export interface TrialKey {
  readonly trial: string;
  readonly condition: string;
  readonly model: string;
  readonly repetition: number;
}

/** Before each POST: what follows may have been sent. `judge` names the classifier where it is a judge's call. */
export interface IntentEvent extends TrialKey {
  readonly type: 'intent';
  readonly attempt: number;
  readonly judge: string | null;
  /** The most tokens that it may take: what it costs at most where no answer comes. Runs of versions before it have none. */
  readonly bound?: TokenBound;
  /** The token of the batch that it is sent in, which is created after this. */
  readonly batch?: string;
  readonly at: number;
}

/** What becomes of requests that are sent as one. Their intents are before the first of these, what came of them after. */
export interface BatchEvent {
  readonly type: 'batch';
  /** Ours: the id of each request in it at the service ends with this. */
  readonly token: string;
  readonly model: string;
  readonly requests: number;
  /** `planned`: it may be sent from here on. `created`: its id is known. `cancelled`: the service was asked to stop. */
  readonly state: 'planned' | 'created' | 'cancelled' | 'ended';
  /** The service's; null where it is not known. */
  readonly id: string | null;
  readonly at: number;
}

/** An attempt that gave no response. */
export interface AttemptEvent {
  readonly type: 'attempt';
  readonly trial: string;
  readonly attempt: number;
  readonly judge: string | null;
  readonly error: JournalError;
  /** When it was sent, and for how many milliseconds it was waited for; not in journals of earlier versions. */
  readonly startedAt?: number;
  readonly durationMs?: number;
  readonly at: number;
}

/** An answer that another request of the same trial follows. What it says is in the outcome; what it took counts at once. */
export interface TurnEvent extends AnswerFacts {
  readonly type: 'turn';
  readonly trial: string;
  /** From 1. */
  readonly turn: number;
  readonly at: number;
}

/** Actions that wait for a decision, with the conversation until then: from here a later process goes on. */
export interface AskedEvent extends TrialKey {
  readonly type: 'asked';
  /** The answer that holds them, from 1. */
  readonly turn: number;
  readonly actions: readonly {
    /** Unique in the trial. */
    readonly question: string;
    readonly tool: string;
    readonly fields: readonly { readonly name: string; readonly text: string }[];
  }[];
  readonly messages: readonly Message[];
  /** One for each answer in `messages`. */
  readonly answers: readonly AnswerFacts[];
  /** What the provider said its model was, where it said so. */
  readonly answeredBy: string | null;
  readonly at: number;
}

/** What was decided of one of them, before it had an effect. */
export interface DecisionEvent extends Decision {
  readonly type: 'decision';
  readonly trial: string;
  readonly question: string;
  readonly tool: string;
  /** Every other use of the tool in the run is approved from here on. */
  readonly everyUse?: true;
  readonly at: number;
}

export interface JournalError {
  /** `interrupted`: the process ended while the call was in flight, which the next one found out. */
  readonly kind: ProviderErrorKind | 'internal' | 'interrupted';
  readonly message: string;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly ambiguous: boolean;
}

/**
 * How a trial ended. `partial` is what had arrived when it was stopped, and `messages` the turns before, where there were any:
 * kept, never graded.
 */
export interface OutcomeEvent extends TrialKey {
  readonly type: 'outcome';
  readonly result:
    /** `actions`: how many the reader counted, for lists that do not open the transcript; null where it could not be read. */
    | { readonly status: 'completed'; readonly transcript: Transcript; readonly actions: number | null }
    | { readonly status: 'failed'; readonly error: JournalError; readonly messages?: readonly Message[] }
    | { readonly status: 'stopped'; readonly partial: readonly Block[]; readonly messages?: readonly Message[] };
  /** Wall time of the last attempt, in milliseconds. */
  readonly durationMs: number;
  /** The run that bought it, where this one copied it. */
  readonly reusedFrom?: string;
  /** Of a transcript that was made elsewhere: what the file that it came from calls it. */
  readonly importedAs?: string;
  readonly at: number;
}

/** One of several answers of a judge to the same question. The verdict that they make together holds them all. */
export interface VoteEvent {
  readonly type: 'vote';
  readonly trial: string;
  readonly classifier: string;
  /** From 1. */
  readonly vote: number;
  /** Null where it is none that counts. */
  readonly label: string | null;
  readonly usage: Usage;
  readonly at: number;
}

export interface VerdictEvent extends TrialKey {
  readonly type: 'verdict';
  readonly verdict: Verdict;
  readonly parser: number;
  /** The hash of all that it depends on beside the transcript; runs of versions before it have none. */
  readonly key?: string;
  /** The run that gave it, where this one copied it. */
  readonly reusedFrom?: string;
  readonly at: number;
}

/** A person's label. It may come at any time, also long after the end; the last one of a classifier counts, and all are kept. */
export interface ReviewEvent extends TrialKey {
  readonly type: 'review';
  readonly review: Review;
  /** The run in which it was given, where this one copied it. */
  readonly reusedFrom?: string;
  readonly at: number;
}

export interface EndEvent {
  readonly type: 'end';
  readonly reason: 'finished' | 'stopped' | 'failed' | 'out-of-budget';
  /** With `out-of-budget`: the least budget that would have let the next request through, in US dollars. */
  readonly neededUsd?: number;
  readonly at: number;
}

/** A process went on with a run that an earlier one had left. */
export interface ResumeEvent {
  readonly type: 'resume';
  /** The version of Scenarist. */
  readonly scenarist: string;
  /** How many calls were in flight; each has an ambiguous `attempt` before this. */
  readonly interrupted: number;
  /** The budget from here on, in US dollars, with what was spent before; null for no limit. The one before where it is left out. */
  readonly budgetUsd?: number | null;
  readonly at: number;
}

/** Where an event stands in the journal, so that one transcript can be read again without reading all. */
export interface JournalPosition {
  readonly offset: number;
  readonly length: number;
}

/**
 * An append-only file of events, in the order in which `append` was called. `append` resolves when the event is on disk; only
 * then may it be shown. `replay` gives what is there when it is called, and passes over lines that are torn or damaged.
 */
export interface Journal {
  append(event: JournalEvent): Promise<JournalPosition>;
  read(position: JournalPosition): Promise<JournalEvent>;
  replay(): AsyncIterable<{ readonly event: JournalEvent; readonly position: JournalPosition }>;
  close(): Promise<void>;
}
