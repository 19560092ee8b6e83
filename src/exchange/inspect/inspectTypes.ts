/** The part of Inspect's log format, version 2, that is written: names and values are Inspect's (inspect_ai, MIT licence). */
import type { JsonValue } from '../../core/text/json.ts';

export type Metadata = Readonly<Record<string, unknown>>;

export type InspectContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly reasoning: string; readonly redacted: boolean; readonly signature?: string }
  | { readonly type: 'data'; readonly data: Readonly<Record<string, JsonValue>> };

export interface InspectToolCall {
  readonly id: string;
  readonly function: string;
  readonly arguments: Readonly<Record<string, JsonValue>>;
  readonly type: 'function';
  readonly parse_error?: string;
}

export interface InspectAssistant {
  readonly role: 'assistant';
  readonly source: 'generate';
  readonly content: readonly InspectContent[];
  readonly tool_calls?: readonly InspectToolCall[];
  readonly metadata?: Metadata;
}

export type InspectMessage =
  | InspectAssistant
  | {
      readonly role: 'system' | 'user';
      readonly source: 'input';
      readonly content: string;
      readonly metadata?: Metadata;
    }
  | {
      readonly role: 'tool';
      readonly content: string;
      readonly tool_call_id: string;
      readonly function: string;
      readonly error?: { readonly type: 'unknown'; readonly message: string };
    };

export interface InspectUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly total_tokens: number;
  readonly input_tokens_cache_read?: number;
  readonly input_tokens_cache_write?: number;
}

export interface InspectScore {
  readonly value: string | boolean;
  readonly answer?: string;
  readonly explanation?: string;
  readonly metadata: Metadata;
  readonly history: readonly [];
}

export interface InspectLimit {
  readonly type: 'token' | 'turn' | 'operator';
  readonly limit: number;
}
