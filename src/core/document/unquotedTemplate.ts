import type { YAMLMap } from 'yaml';
import type { Fix, Problem } from '../text/problem.ts';
import { textRange } from '../text/range.ts';
import { problemAt } from './refusals.ts';

const message = '`{{…}}` at the start of a value is YAML for a map. Quote the value.';

/** How far a remedy looks along the line: a hostile line may be a million characters long and have a thousand errors. */
const nearby = 2_000;

/** `body: {{x}}`: YAML reads a map whose key is a map. Null where the node is any other map. */
export function templateProblem(node: YAMLMap.Parsed, text: string, isInFlow: boolean): Problem | null {
  const [start, end] = node.range;
  if (node.flow !== true || !text.startsWith('{{', start)) return null;
  if (isInFlow) return templateInFlow(text, start);
  return unquotedTemplate(text, start, node.items.length > 1 ? end : endOfPlainText(text, start));
}

/** As yaml goes on after a `{{…}}` where it cannot stand, it takes the brackets that were meant to close for strays. */
export function withoutTemplateEchoes(problems: readonly Problem[]): readonly Problem[] {
  let first = Infinity;
  let quotedTo = 0;
  return problems
    .toSorted((a, b) => a.range.start - b.range.start)
    .filter(({ code, range: { start, end } }) => {
      const isTemplate = code === 'unquoted-template';
      // What quotes a text quotes the templates in it.
      if (isTemplate && end <= quotedTo) return false;
      if (isTemplate) first = Math.min(first, start);
      if (code.startsWith('unquoted-')) quotedTo = Math.max(quotedTo, end);
      return start < first || (code !== 'stray-bracket' && code !== 'block-in-brackets');
    });
}

/** A text with a template inside `{…}` or `[…]`: `{text: Hello {{x}}}`, `[shore@{{domain}}]`. Null where no `{{` stands at `at`. */
export function templateInFlow(text: string, at: number): Problem | null {
  const brace = text.startsWith('{{', at) ? at : at - 1;
  if (!text.startsWith('{{', brace)) return null;
  const before = text.slice(Math.max(0, brace - nearby), brace);
  const start = brace - (/[^,:[\]{}"'\n]*$/.exec(before)?.[0].trimStart().length ?? 0);
  const value = /^(?:\{\{.*?\}\}|[^,[\]{}\n])*/.exec(text.slice(brace, brace + nearby))?.[0].trimEnd();
  const end = brace + Math.max(2, value?.length ?? 0);
  return unquotedTemplate(text, start, end);
}

function unquotedTemplate(text: string, start: number, end: number): Problem {
  return { ...problemAt('unquoted-template', message, start, end), fixes: [quote(text, start, end)] };
}

/** The fix that puts quotes around a part of the text. */
export function quote(text: string, start: number, end: number): Fix {
  const newText = JSON.stringify(text.slice(start, end));
  return { title: 'Quote the value', edits: [{ range: textRange(start, end), newText }], safe: true };
}

/** Where a value that YAML would take as plain text ends: at a comment or at the end of the line. */
export function endOfPlainText(text: string, start: number): number {
  const [line = ''] = text.slice(start, start + nearby).split(/\r?\n/, 1);
  const comment = line.search(/\s#/);
  return start + (comment < 0 ? line : line.slice(0, comment)).trimEnd().length;
}
