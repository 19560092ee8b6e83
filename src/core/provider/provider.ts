import type { Signal } from '../text/ports.ts';
import type { ToolDefinition } from '../trial/trial.ts';
import type { Levels, Parameters } from '../scenario/scenario.ts';
import type { Block, Message, StopReason, Usage } from '../transcript/transcript.ts';
import type { ProviderError } from './providerError.ts';

/** One call of a model. */
export interface ModelRequest {
  /** The name behind the profile. */
  readonly model: string;
  readonly system: string | null;
  readonly messages: readonly Message[];
  readonly parameters: Parameters;
  /** With a tool here the model must call it, exactly once: a judge's verdict. */
  readonly forcedTool: ToolDefinition | null;
  /** What the model may call by the provider's own tool calls; none under the text protocol. */
  readonly tools: readonly ToolDefinition[];
  /** What a scripted model draws with and matches on; no other provider reads it. */
  readonly scripted: Scripted;
}

export interface Scripted {
  readonly seed: number;
  readonly levels: Levels;
  /** The tags of `tools`, by tool: an action that it writes as one of these tags is a call of that tool. */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface ModelResponse {
  readonly blocks: readonly Block[];
  readonly stop: StopReason;
  readonly usage: Usage;
  readonly model: string | null;
  readonly requestId: string | null;
}

/** What arrives while a response is under way; shown, never graded. */
export interface Delta {
  readonly kind: 'text' | 'reasoning';
  readonly text: string;
}

/** A service (or a script) that answers requests. One adapter for each protocol; all pass one conformance suite. */
export interface Provider {
  readonly profile: string;
  /** What every view must say beside its results: «scripted, not a model»; null for a real model. */
  readonly label: string | null;
  /** What this model does not take of these parameters, one sentence each, for a person; empty is fine. Asked before the run. */
  check(model: string, parameters: Parameters): Promise<readonly string[]>;
  /** The text that decides this model's answers where it is a file (a scripted model); part of the trial's id. Null otherwise. */
  source(model: string): Promise<string | null>;
  /**
   * How many tokens this request would send, counted by the service, which bills nothing for it; null where it does not say.
   * Left out where the service has no counter. Rejects with a `ProviderError`.
   */
  countTokens?(request: ModelRequest, signal: Signal): Promise<number | null>;
  /**
   * Whether the system prompt and the first message of this request are long enough for the service to keep them for requests
   * that begin alike. Left out where it keeps nothing.
   */
  keepsPrefix?(request: ModelRequest): boolean;
  /** Left out where the service takes no batches. */
  readonly batches?: Batches;
  /** Sends once (no retry of its own). Rejects with a `ProviderError` and nothing else. */
  send(request: ModelRequest, options: SendOptions): Promise<ModelResponse>;
}

/** One request of a batch. */
export interface BatchItem {
  /** Ours, each once in a batch: 1 to 64 letters, digits, `-` and `_`. */
  readonly id: string;
  readonly request: ModelRequest;
  /** Others in the batch begin with the same system prompt and first message. */
  readonly sharesPrefix: boolean;
}

/** What came of one request. An error was not billed, unless it is ambiguous. */
export type BatchAnswer =
  { readonly id: string; readonly response: ModelResponse } | { readonly id: string; readonly error: ProviderError };

export interface BatchStatus {
  /** The service's. */
  readonly id: string;
  /** Milliseconds since 1970, by the clock of the service. */
  readonly createdAt: number;
  /** How many there are in it. */
  readonly requests: number;
  /** Nothing of it is under way any more: its results can be read. */
  readonly hasEnded: boolean;
}

/** Many requests sent as one, answered within a day, at a lower price. Everything rejects with a `ProviderError`. */
export interface Batches {
  /** The most that is sent as one batch; bytes as `size` counts them. */
  readonly most: { readonly requests: number; readonly bytes: number };
  size(item: BatchItem): number;
  /** Sends once. Resolves to the service's id. */
  create(items: readonly BatchItem[], signal: Signal): Promise<string>;
  status(id: string, signal: Signal): Promise<BatchStatus>;
  /**
   * Reads the results of a batch that has ended, in no order, each when `take` has resolved for the one before; until it
   * resolves to false.
   */
  results(id: string, take: (answer: BatchAnswer) => Promise<boolean>, signal: Signal): Promise<void>;
  /** Those that were created at this time or later, by the clock of the service. */
  list(since: number, signal: Signal): Promise<readonly BatchStatus[]>;
  /** Nothing more of it is begun; what is under way may still be answered, and billed. */
  cancel(id: string, signal: Signal): Promise<void>;
}

export interface SendOptions {
  readonly signal: Signal;
  readonly onDelta?: (delta: Delta) => void;
  /** Others begin with the same system prompt and first message: the service is asked to keep them. Changes no answer. */
  readonly sharesPrefix?: boolean;
}

/** Finds the provider of a profile. Null: no such profile here. Rejects with a `ProviderError` of kind `no_key` where one is needed. */
export type Providers = (profile: string) => Promise<Provider | null>;
