/** An answer as a model writes it under the text tags, and what a careful reader means by it. */
export interface ModelAnswer {
  readonly name: string;
  readonly answer: string;
  readonly actions: readonly MeantAction[];
  /** The pieces that are neither action nor reasoning, in order, trimmed. */
  readonly text: readonly string[];
  /** The pieces of reasoning, without the tags of the scratchpad. None unless said. */
  readonly reasoning?: readonly string[];
  /** Why it is read so, where one could read it otherwise. */
  readonly because?: string;
}

/** `[tool, form, fields]`: recipients one by one, a document by its id where it has one, any other field as its text. */
export type MeantAction = readonly [
  tool: string,
  form: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
];

/** Three backticks, which a template cannot hold. */
export const fence = '```';
