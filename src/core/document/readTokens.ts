import { type CST, Lexer, Parser } from 'yaml';
import type { Problem } from '../text/problem.ts';
import { limits } from './limits.ts';
import { problemAt } from './refusals.ts';
import type { YamlError } from './yamlProblems.ts';

export interface TokenReading {
  /** The first document; null where the text holds none. */
  readonly document: CST.Document | null;
  /** What the parser could not place. */
  readonly strays: readonly YamlError[];
  readonly problems: readonly Problem[];
  /** A limit was hit: `document` is not all of the text. */
  readonly stopped: boolean;
}

/** Work done between two yields: lexemes, and blocks of 64 characters. About 1 ms when warm. */
const slice = 1_000;
/** Every key and item needs at least one of these. */
const separators = new Set(['-', ':', '?', ',', '[', '{'].map((character) => character.charCodeAt(0)));
const ampersand = 38;
const exclamation = 33;

/** Text → concrete syntax tree, by yaml's lexer and parser. */
export function* readTokens(text: string): Generator<undefined, TokenReading> {
  const parser = new Parser();
  const sorted = createSorter();
  let work = 0;
  let entries = 0;
  let marks = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) sorted.add(token);
    // By code unit: hashing or comparing every lexeme of a long file is measurable.
    const first = lexeme.charCodeAt(0);
    if (lexeme.length === 1 && separators.has(first)) entries++;
    else if (first === ampersand || first === exclamation) marks++;
    if (entries > limits.entries) return sorted.stop(tooMany(parser.offset));
    if (marks > limits.marks) return sorted.stop(tooManyMarks(parser.offset));
    // The stack also holds the document and the scalar that is being read.
    if (parser.stack.length > limits.depth + 2) return sorted.stop(tooDeep(parser.offset));
    if (sorted.isHopeless()) return sorted.stop(null);
    work += 1 + (lexeme.length >> 6);
    if (work > slice) {
      const flow = parser.stack.find((token) => token.type === 'flow-collection');
      if (flow && parser.offset - flow.offset > limits.flowCharacters) return sorted.stop(longFlow(flow.offset));
      work = 0;
      yield;
    }
  }
  for (const token of parser.end()) sorted.add(token);
  return sorted.reading();
}

/** Sorts top-level tokens into the first document, what is refused, and strays. */
function createSorter() {
  const problems: Problem[] = [];
  const strays: YamlError[] = [];
  let document: CST.Document | null = null;
  let hasSecond = false;
  return {
    add(token: CST.Token): void {
      if (token.type === 'directive') problems.push(directive(token));
      else if (token.type === 'document' && !document) document = token;
      else if (token.type === 'document') {
        if (!hasSecond) problems.push(secondDocument(token));
        hasSecond = true;
      } else if (token.type === 'error' && !hasSecond) strays.push(strayError(token));
    },
    isHopeless: () => strays.length > limits.errors || problems.length > limits.errors,
    reading: (): TokenReading => ({ document, strays, problems, stopped: false }),
    stop: (problem: Problem | null): TokenReading => ({
      document,
      strays,
      problems: problem ? [...problems, problem] : problems,
      stopped: true,
    }),
  };
}

function strayError({ offset, source, message }: CST.ErrorToken): YamlError {
  return { code: 'UNEXPECTED_TOKEN', message, pos: [offset, offset + source.length] };
}

function directive({ offset, source }: CST.Directive): Problem {
  const message = 'A % directive would change how the file is read. Delete this line.';
  return problemAt('yaml-directive', message, offset, offset + source.length);
}

function secondDocument({ offset, start }: CST.Document): Problem {
  const width = start.find((token) => token.type === 'doc-start')?.source.length ?? 1;
  const message = 'A file holds one document. Delete this line, or move what follows to a file of its own.';
  return problemAt('several-documents', message, offset, offset + width);
}

function tooMany(offset: number): Problem {
  const message = `The file has more than ${limits.entries.toLocaleString('en')} keys and list items. Split it.`;
  return problemAt('too-many-values', message, offset, offset + 1);
}

function tooManyMarks(offset: number): Problem {
  const message = `The file has more than ${limits.marks.toLocaleString('en')} anchors and tags. Use \`vars\` for texts that are needed often.`;
  return problemAt('too-many-aliases', message, offset, offset + 1);
}

function tooDeep(offset: number): Problem {
  const message = `Here are more than ${limits.depth} maps and lists inside one another. No part of a scenario needs that: check the indentation and the brackets.`;
  return problemAt('too-deep', message, offset, offset + 1);
}

function longFlow(offset: number): Problem {
  const message = `What opens here is longer than ${limits.flowCharacters.toLocaleString('en')} characters. Close it, or write it with one key or item a line and without brackets.`;
  return problemAt('too-long-in-brackets', message, offset, offset + 1);
}
