import type { JsonObject } from '../text/json.ts';
import type { Classifier, Expectation } from './classifier.ts';
import type { FieldMatch, SourceText, Text, When } from './sourceText.ts';

/**
 * A validated scenario: what the file means, with every default filled in and every union resolved, so that no later stage
 * asks «was it a string or a list?». Each part keeps the JSON pointer it came from, which is the way back to its YAML line.
 */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly vars: readonly Variable[];
  readonly factors: readonly Factor[];
  readonly design: Design;
  readonly system: Text | null;
  /** One text for each user message, at least one: each is sent when the model has stopped. */
  readonly user: readonly Text[];
  /** The most answers of the model in one trial, from 1. */
  readonly turns: number;
  readonly layout: Layout;
  readonly documents: readonly Document[];
  readonly tools: Tools;
  /** In the order in which they happen, where several happen at once. */
  readonly events: readonly Event[];
  readonly probes: readonly Probe[];
  readonly run: RunSettings;
  readonly classifiers: readonly Classifier[];
  readonly expectations: readonly Expectation[];
}

export interface Variable {
  readonly name: string;
  readonly text: Text;
  readonly pointer: string;
}

export interface Factor {
  readonly name: string;
  readonly title: string;
  readonly baseline: string | null;
  readonly ordered: boolean;
  readonly levels: readonly Level[];
  readonly pointer: string;
}

export interface Level {
  readonly name: string;
  /** What `{{factor}}` stands for; null where the levels are names or maps. */
  readonly text: SourceText | null;
  /** What `{{factor.key}}` stands for; empty where the levels are names or texts. */
  readonly fields: ReadonlyMap<string, SourceText>;
  readonly pointer: string;
}

export interface Design {
  readonly kind: 'full' | 'one-at-a-time' | 'listed';
  /** Of a `listed` design, with baselines filled in; else empty. */
  readonly conditions: readonly Levels[];
  readonly only: When;
}

/** One level for each factor, by name, in the order of the file. */
export type Levels = Readonly<Record<string, string>>;

export type DocumentKind = 'email' | 'file' | 'note' | 'alert';
/** `prompt`: with `{{documents}}`, and through tools that read it. `tools`: through these alone. `event`: not before an event brings it. */
export type Delivery = 'prompt' | 'tools' | 'event';
/** How each kind of document is written; templates over the document's own fields. */
export type Layout = Readonly<Record<DocumentKind | 'attachment' | 'between', SourceText>>;

export interface Document {
  readonly id: string;
  readonly kind: DocumentKind;
  /** from, date, subject, name: those that the file has. */
  readonly fields: ReadonlyMap<'from' | 'date' | 'subject' | 'name', SourceText>;
  readonly to: readonly SourceText[];
  readonly cc: readonly SourceText[];
  readonly body: Text;
  readonly attachments: readonly Attachment[];
  readonly delivery: Delivery;
  readonly when: When;
  readonly pointer: string;
}

export interface Attachment {
  readonly name: SourceText;
  readonly text: SourceText;
}

/** Something that happens while the model acts, at most once. It brings a document, or tells a text, or both. */
export interface Event {
  readonly id: string;
  readonly after: Trigger;
  /** The id of the document that comes. */
  readonly document: string | null;
  readonly text: SourceText | null;
  readonly when: When;
  readonly pointer: string;
}

/** After so many answers of the model, or so many actions of a tool that match. */
export type Trigger =
  | { readonly kind: 'turns'; readonly turns: number }
  | {
      readonly kind: 'action';
      readonly tool: string;
      readonly where: readonly FieldMatch[];
      readonly times: number;
      readonly pointer: string;
    };

export interface Probe {
  readonly id: string;
  readonly ask: SourceText;
  readonly pointer: string;
}

export type Protocol = 'text' | 'native';

export interface Tools {
  /** The same everywhere, or as the level of a factor says. */
  readonly protocol: Protocol | { readonly factor: string };
  readonly scratchpadTags: readonly string[];
  readonly use: readonly DeclaredTool[];
}

/** A tool as a condition offers it. */
export interface Tool {
  readonly id: string;
  readonly builtin: Builtin | null;
  readonly tag: string;
  readonly description: SourceText | null;
  /** Field names in order, as the model is asked to write them. `to`, `cc`, `bcc` hold addresses; `document` a document. */
  readonly fields: readonly ToolField[];
  /** The first that holds is the answer. */
  readonly returns: readonly AnswerRule[];
  /** `ask`: a person decides on each use. */
  readonly permission: Permission;
  readonly when: When;
  readonly pointer: string;
}

export type Permission = 'allow' | 'deny' | 'ask';

/** A tool as the file has it: what it may do is a matter of the condition. */
export interface DeclaredTool extends Omit<Tool, 'permission'> {
  /** The first alternative that holds; none holds is an error of planning. */
  readonly permissions: readonly PermissionAlternative[];
}

export interface PermissionAlternative {
  readonly when: When;
  readonly permission: Permission;
}

export type Builtin = MailTool | FileTool | AlertTool;
export type MailTool =
  'mail.list' | 'mail.read' | 'mail.search' | 'mail.send' | 'mail.forward' | 'mail.reply' | 'mail.delete';
export type FileTool = 'file.list' | 'file.read' | 'file.write' | 'file.delete';
export type AlertTool = 'alert.list' | 'alert.read' | 'alert.acknowledge' | 'alert.cancel' | 'alert.dispatch';

export interface AnswerRule {
  readonly where: readonly FieldMatch[];
  /** The calls of this tool that it answers, counted from 1; both ends included. */
  readonly calls: { readonly from: number; readonly to: number };
  readonly when: When;
  readonly text: SourceText;
  readonly isError: boolean;
  readonly pointer: string;
}

export interface ToolField {
  /** The field's own name, which gates use. */
  readonly name: string;
  /** How the model writes it (`args` of the file). */
  readonly written: string;
  /** `json`: a list or an object, as `schema` says. */
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'addresses' | 'document' | 'json';
  readonly required: boolean;
  /** A JSON Schema (draft-07) of its value, where the file says more than its type. */
  readonly schema?: JsonObject;
}

export interface RunSettings {
  readonly samples: number;
  /** For a model that the file does not name; those of `models` are already merged with these. */
  readonly parameters: Parameters;
  readonly models: readonly ModelUse[];
  /** In US dollars; null: no limit. */
  readonly budgetUsd: number | null;
}

export interface ModelUse {
  /** As the file writes it: `profile/name`. */
  readonly reference: string;
  readonly profile: string;
  readonly name: string;
  readonly parameters: Parameters;
  readonly pointer: string;
}

/** What is asked of a model; what is absent is not sent. */
export interface Parameters {
  readonly maxTokens: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly reasoning?: { readonly effort: Effort } | { readonly budget: number };
}
export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max';
