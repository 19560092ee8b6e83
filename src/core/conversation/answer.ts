import type { Action } from '../transcript/transcript.ts';

/** What a tool tells the model. */
export interface Answer {
  readonly content: string;
  readonly isError: boolean;
}

export function done(content: string): Answer {
  return { content, isError: false };
}

export function failed(content: string): Answer {
  return { content, isError: true };
}

/** The values of some fields of an action, in its order. */
export function valuesOf({ fields }: Action, ...names: readonly string[]): readonly string[] {
  return fields.filter(({ name }) => names.includes(name)).flatMap(({ values }) => values);
}

/** What an action says in a field; empty where it says nothing. */
export function textOf({ fields }: Action, name: string): string {
  return fields
    .filter((field) => field.name === name)
    .map(({ text }) => text)
    .join('\n');
}
