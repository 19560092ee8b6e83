import type { JsonObject } from '../text/json.ts';
import type { Delivery, DocumentKind, Event, Levels, ModelUse, Protocol, Tool } from '../scenario/scenario.ts';

/**
 * One choice of a level for each factor, with the exact text that it sends. Conditions that send the same text are one
 * `Condition`, under the one nearest the baseline; the others are in `same`.
 */
export interface Condition {
  /** Ten hexadecimal digits of the hash of its levels: stable when factors are reordered or conditions added. */
  readonly id: string;
  readonly levels: Levels;
  readonly same: readonly Levels[];
  readonly prompt: Prompt;
}

/** What a condition sends, and what is needed to read the answer. */
export interface Prompt {
  readonly system: RenderedText | null;
  /** Each is sent when the model has stopped; the first at once. */
  readonly messages: readonly { readonly role: 'user'; readonly content: RenderedText }[];
  /** The most answers in one trial, at least one to each message. */
  readonly turns: number;
  readonly documents: readonly ShownDocument[];
  readonly tools: readonly Tool[];
  readonly protocol: Protocol;
  /** What may happen in this condition, in the order of the file. */
  readonly events: readonly Event[];
  /** Asked one after the other when the scenario has ended. */
  readonly probes: readonly { readonly id: string; readonly ask: string }[];
  readonly scratchpadTags: readonly string[];
  /** What is rendered beside the messages (answers of tools, probes, words of gates, questions of judges), by JSON pointer. */
  readonly rendered: ReadonlyMap<string, string>;
}

/** A text with the way back: each piece of it stands where a part of a string of the file stood. */
export interface RenderedText {
  readonly text: string;
  readonly map: readonly RenderedPiece[];
}
export interface RenderedPiece {
  /** Offsets in the rendered text. */
  readonly start: number;
  readonly end: number;
  /** The string of the file that it came from, and where in that string; null for text that no string holds. */
  readonly pointer: string | null;
  readonly from: number;
}

/** A document as this condition shows it. `n` counts from 1 what this condition shows. */
export interface ShownDocument {
  readonly id: string;
  readonly n: number;
  readonly kind: DocumentKind;
  readonly subject: string;
  readonly from: string;
  readonly date: string;
  /** Of a file, or the code of an alert. */
  readonly name: string;
  /** As its layout writes it. */
  readonly text: string;
  /** Of a file or an alert: what stands in it, without its layout. */
  readonly content: string;
  readonly delivery: Delivery;
}

/** A tool as a provider is told of it. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** A JSON Schema (draft-07) of an object. */
  readonly inputSchema: JsonObject;
}

/** The unit that is run. */
export interface Trial {
  /** SHA-256 of everything that can change its transcript, and the repetition: 64 hexadecimal digits. */
  readonly id: string;
  readonly condition: Condition;
  readonly model: ModelUse;
  /** From 1. */
  readonly repetition: number;
  /** 32 bits of the id: what a scripted model draws with. */
  readonly seed: number;
}
