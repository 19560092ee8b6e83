import type { Signal, Yield } from '../text/ports.ts';
import type { Problem } from '../text/problem.ts';
import { createLineIndex, offset, textRange } from '../text/range.ts';
import { finish, finishSliced, type Steps } from '../text/steps.ts';
import { composeDocument } from './compose.ts';
import { createLocator, type Locator } from './locate.ts';
import type { ParsedDocument } from './parsedDocument.ts';
import { listProblems } from './problemList.ts';
import { readData } from './readData.ts';
import { readTokens } from './readTokens.ts';
import { refuseText } from './refusals.ts';
import { withoutTemplateEchoes } from './unquotedTemplate.ts';
import { isReadable, wordErrors } from './yamlProblems.ts';

/** YAML text → data and problems, in one go. Never throws, whatever the text is. */
export function parseDocument(text: string): ParsedDocument {
  return finish(parseSteps(text));
}

/**
 * As `parseDocument`, but lets other work go first between slices of a few milliseconds. Throws `WorkAborted` when the signal
 * aborts.
 */
export function parseDocumentSliced(text: string, yieldControl: Yield, signal?: Signal): Promise<ParsedDocument> {
  return finishSliced(parseSteps(text), yieldControl, signal);
}

/** Each step is a slice of bounded work. */
export function* parseSteps(text: string): Steps<ParsedDocument> {
  const lines = createLineIndex(text);
  const refusal = refuseText(text, lines);
  if (refusal) return toDocument({ text, lines }, { problems: [refusal] });
  const tokens = yield* readTokens(text);
  if (tokens.stopped)
    return toDocument({ text, lines }, { problems: tokens.problems.concat(wordErrors(tokens.strays, text)) });
  const { root, errors } = yield* composeDocument(tokens.document, text.length);
  const { data, problems, explained, aliases } = yield* readData(root, text);
  const worded = wordErrors([...tokens.strays, ...errors], text, explained);
  // A key that is missing because the line is broken is no problem of its own.
  const isWhole = worded.length === 0 && explained.length === 0;
  const own = problems.filter(({ code }) => isWhole || code !== 'empty-key');
  const all = withoutTemplateEchoes([...tokens.problems, ...worded, ...own]);
  const locator = createLocator(text, root, aliases);
  if (!isReadable(all, worded)) return toDocument({ text, lines }, { problems: all, partial: data, locator });
  return toDocument({ text, lines }, { problems: all, partial: data, data, locator });
}

interface Parts {
  readonly problems: readonly Problem[];
  readonly data?: unknown;
  readonly partial?: unknown;
  readonly locator?: Locator;
}

function toDocument({ text, lines }: Pick<ParsedDocument, 'text' | 'lines'>, parts: Parts): ParsedDocument {
  const { data, partial, locator = createLocator(text, null, new Map()) } = parts;
  const problems = listProblems(parts.problems).map((problem) => {
    const inside = within(problem, text.length);
    return data === undefined ? inside : { ...inside, pointer: locator.pointerAt(inside.range.start) };
  });
  const own = { file: null, start: offset(0), text, lines, pointerOf: (pointer: string) => pointer };
  return { ...locator, text, lines, files: [own], data, partial, problems };
}

/** What is missing at the end of the text is marked at its last character. */
function within(problem: Problem, length: number): Problem {
  const { start, end } = problem.range;
  return end <= length ? problem : { ...problem, range: textRange(Math.min(start, Math.max(0, length - 1)), length) };
}
