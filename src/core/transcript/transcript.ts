import type { JsonObject, JsonValue } from '../text/json.ts';

/** One part of a message, in the same form from every provider. */
export type Block =
  /** `event`: what it tells is no user's word but something that happened, by the event's id; empty for what came without a word. */
  | { readonly type: 'text'; readonly text: string; readonly event?: string }
  /** `text` is empty where the provider hides it; `opaque` (a signature, encrypted data) is sent back as it came. */
  | { readonly type: 'reasoning'; readonly text: string; readonly hidden: boolean; readonly opaque?: JsonValue }
  | Call
  | ToolResult
  /** A block that this version does not know, kept as it came. */
  | { readonly type: 'other'; readonly raw: JsonValue };

export interface Call {
  readonly type: 'call';
  readonly id: string;
  readonly tool: string;
  readonly input: JsonObject;
  /** What the model wrote where it is no JSON object; `input` is empty then. */
  readonly raw?: string;
  /** What the provider wants back with it (a signature), as it came. */
  readonly opaque?: JsonObject;
}

/** What a tool answered: to the native call of this id, or to the action of this number under the text protocol. */
export interface ToolResult {
  readonly type: 'result';
  readonly call: string;
  readonly tool: string;
  readonly content: string;
  readonly isError: boolean;
  /** Of an action whose tool asks first. */
  readonly decision?: Decision;
}

/** Whether an action whose tool asks first was carried out, and who said so. */
export interface Decision {
  readonly approved: boolean;
  /** `policy`: the answer was written down before the run. */
  readonly by: 'person' | 'policy';
  /** Not said of this one: a person had approved every use of its tool in the run. */
  readonly standing?: true;
  /** What the model is told where it was denied; null: that alone. */
  readonly reason: string | null;
}

export interface Message {
  readonly role: 'user' | 'assistant';
  readonly blocks: readonly Block[];
}

/** Why the model stopped, in the same words for every provider. */
export type StopReason = 'end' | 'max_tokens' | 'stop_sequence' | 'tool_use' | 'refusal' | 'filtered' | 'other';

/** Tokens; null is unknown, never zero. */
export interface Usage {
  /** Sent, without those that were read from or written to a cache. */
  readonly inputTokens: number | null;
  /** Reasoning included, shown or not. */
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheWriteTokens: number | null;
}

/**
 * All that a trial produced. What was sent first is in the condition's prompt; this begins with the first answer, as it came,
 * and goes on with what the model was told and what it answered, in turn.
 */
export interface Transcript {
  readonly messages: readonly Message[];
  /** Of the last answer; of the last before the probes, where some were asked. */
  readonly stop: StopReason;
  /** Of all answers together. */
  readonly usage: Usage;
  /** What the provider said its model was, where it said so. */
  readonly model: string | null;
  /** Of the last answer. */
  readonly requestId: string | null;
  /** Only of a conversation that could have more than one answer. */
  readonly course?: Course;
}

/** How a conversation went. */
export interface Course {
  readonly ended: EndReason;
  /** One for each answer, in order. */
  readonly answers: readonly AnswerFacts[];
  /** The questions asked afterwards, each with the index of the message that asks. */
  readonly probes: readonly { readonly id: string; readonly message: number }[];
}

/** `done`: the model stopped and nothing was left to say to it. `turns`: the most answers were given. `cut`: an answer was cut off or refused. */
export type EndReason = 'done' | 'turns' | 'cut';

export interface AnswerFacts {
  readonly stop: StopReason;
  readonly usage: Usage;
  readonly requestId: string | null;
}

/** A stretch of a string in a transcript: message and block by index, characters in UTF-16 units, half-open. */
export interface Location {
  readonly message: number;
  readonly block: number;
  readonly start: number;
  readonly end: number;
}

export type ActionForm = 'plain' | 'fenced' | 'unclosed' | 'placeholder';

/** One tool call in normal form, whether native or written as text. A `placeholder` is the instruction's own sample and never counts. */
export interface Action {
  readonly tool: string;
  readonly form: ActionForm;
  /** The whole block, tags included. */
  readonly at: Location;
  readonly fields: readonly ActionField[];
}
export interface ActionField {
  readonly name: string;
  /** As the model meant it: trimmed, with its escapes (`&lt;`, `\n` in JSON) decoded. */
  readonly text: string;
  readonly at: Location;
  /**
   * Only where the characters at `at` are not the text itself: the text with one unit for each unit of `at`, so that offsets
   * lead back. What an escape leaves over is filled with U+FEFF, which no match sees.
   */
  readonly aligned?: string;
  /** Addresses one by one, lower case (for `to`, cc and bcc have fields of their own); else `[text]`. A document's id where it resolves. */
  readonly values: readonly string[];
}

/** A transcript read with the condition's tools: every character of the answer is text, reasoning or action. */
export interface Reading {
  readonly segments: readonly Segment[];
  readonly actions: readonly Action[];
  /** True where the provider hid reasoning or part of it. */
  readonly reasoningHidden: boolean;
}
export type Segment =
  /** `markup`: a scratchpad tag itself. It is shown as reasoning, and matched and judged as nothing. */
  | { readonly kind: 'text' | 'reasoning'; readonly text: string; readonly at: Location; readonly markup?: true }
  | { readonly kind: 'action'; readonly action: number; readonly at: Location };
