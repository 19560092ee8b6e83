import type { Signal } from '../text/ports.ts';
import type { ToolDefinition } from '../trial/trial.ts';
import type { Levels, Parameters } from '../scenario/scenario.ts';
import type { Block, Message, StopReason, Usage } from '../transcript/transcript.ts';

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
  /** Sends once (no retry of its own). Rejects with a `ProviderError` and nothing else. */
  send(request: ModelRequest, options: SendOptions): Promise<ModelResponse>;
}

export interface SendOptions {
  readonly signal: Signal;
  readonly onDelta?: (delta: Delta) => void;
  /** Others begin with the same system prompt and first message: the service is asked to keep them. Changes no answer. */
  readonly sharesPrefix?: boolean;
}

/** Finds the provider of a profile. Null: no such profile here. Rejects with a `ProviderError` of kind `no_key` where one is needed. */
export type Providers = (profile: string) => Promise<Provider | null>;
