import type { SourceText } from '../scenario/scenario.ts';
import { createPace, finish, type Pace, type Steps } from '../text/steps.ts';

/** Characters that are sent as they stand in a string of the file, or (`pointer` null) that no string holds. */
export interface Stretch {
  readonly text: string;
  readonly pointer: string | null;
  /** Where in that string they begin. */
  readonly from: number;
}

/** One `{{name}}`. */
export interface NamePiece {
  readonly name: string;
  /** Of the braces and all between them, in the string. */
  readonly start: number;
  readonly end: number;
  /** Of the name alone. */
  readonly nameStart: number;
  /**
   * Where the name is all that its line holds: the spaces before it, and those after it with the line's end. They are sent
   * only with a value that is not empty.
   */
  readonly before: Stretch | null;
  readonly after: Stretch | null;
}

export type Piece = Stretch | NamePiece;

/** Two braces that begin no name. They are left as they are, so that one fault hides no other. */
export interface TemplateFault {
  readonly kind: 'unclosed' | 'empty' | 'not-a-name';
  readonly start: number;
  readonly end: number;
}

export interface Template {
  readonly source: SourceText;
  readonly pieces: readonly Piece[];
  readonly names: readonly NamePiece[];
  readonly faults: readonly TemplateFault[];
}

export function isName(piece: Piece): piece is NamePiece {
  return 'name' in piece;
}

/** Parses each text once: later askers get the same template, whose pieces can be told apart by identity. */
export type TemplateOf = (source: SourceText) => Template;

export function createTemplates(parsed = new Map<SourceText, Template>()): TemplateOf {
  return (source) => {
    const known = parsed.get(source);
    if (known !== undefined) return known;
    const template = parseTemplate(source);
    parsed.set(source, template);
    return template;
  };
}

/** As `createTemplates`, with these parsed beforehand. */
export function* parseTemplates(texts: Iterable<{ readonly source: SourceText }>, pace: Pace): Steps<TemplateOf> {
  const parsed = new Map<SourceText, Template>();
  for (const { source } of texts) {
    const template = source.text.includes('{{') ? yield* templateSteps(source, pace) : plain(source);
    parsed.set(source, template);
    if (pace.isDue(1)) yield;
  }
  return createTemplates(parsed);
}

/** `{{name}}` and `{{factor.key}}` are names, `\{{` is two braces, everything else is itself. */
export function parseTemplate(source: SourceText): Template {
  return finish(templateSteps(source, createPace()));
}

const none: readonly never[] = [];

function plain(source: SourceText): Template {
  const { text, pointer } = source;
  return { source, pieces: text === '' ? none : [{ text, pointer, from: 0 }], names: none, faults: none };
}

function* templateSteps(source: SourceText, pace: Pace): Steps<Template> {
  const { text, pointer } = source;
  const stretch = (from: number, to: number): Stretch => ({ text: text.slice(from, to), pointer, from });
  const pieces: Piece[] = [];
  const names: NamePiece[] = [];
  const faults: TemplateFault[] = [];
  /** All before this is in `pieces`. */
  let taken = 0;
  const takeUntil = (to: number): void => {
    if (to > taken) pieces.push(stretch(taken, to));
  };
  for (let at = text.indexOf('{{'); at !== -1;) {
    if (pace.isDue(1)) yield;
    const name = text[at - 1] === '\\' && at > taken ? null : nameAt(text, at);
    if (name === null) {
      takeUntil(at - 1);
      taken = at;
      at = text.indexOf('{{', at + 2);
      continue;
    }
    if (name.kind !== 'name') {
      faults.push({ kind: name.kind, start: at, end: name.end });
      at = text.indexOf('{{', name.end);
      continue;
    }
    const line = lineAround(text, at, name.end);
    takeUntil(line?.start ?? at);
    const piece: NamePiece = {
      name: name.name,
      start: at,
      end: name.end,
      nameStart: name.nameStart,
      before: line && line.start < at ? stretch(line.start, at) : null,
      after: line && line.end > name.end ? stretch(name.end, line.end) : null,
    };
    pieces.push(piece);
    names.push(piece);
    taken = line?.end ?? name.end;
    at = text.indexOf('{{', taken);
  }
  takeUntil(text.length);
  return { source, pieces, names, faults };
}

type Braces =
  | { readonly kind: 'name'; readonly name: string; readonly nameStart: number; readonly end: number }
  | { readonly kind: TemplateFault['kind']; readonly end: number };

const named = /\{\{(\s*)([A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z][A-Za-z0-9_-]*)?)\s*\}\}/y;

function nameAt(text: string, at: number): Braces {
  named.lastIndex = at;
  const found = named.exec(text);
  if (found !== null) {
    const [, space = '', name = ''] = found;
    return { kind: 'name', name, nameStart: at + 2 + space.length, end: named.lastIndex };
  }
  const closed = /\{\{((?:(?!\{\{|\}\})[^\n])*)\}\}/y;
  closed.lastIndex = at;
  const inside = closed.exec(text)?.[1];
  if (inside !== undefined) return { kind: inside.trim() === '' ? 'empty' : 'not-a-name', end: closed.lastIndex };
  const begun = /\{\{[ \t]*[\w.-]*/y;
  begun.lastIndex = at;
  begun.exec(text);
  return { kind: 'unclosed', end: begun.lastIndex };
}

const restOfLine = /[ \t]*(?:\r?\n|$)/y;

/** The whole line, its end included, where nothing but spaces stands beside `start` to `end`; else null. */
function lineAround(text: string, start: number, end: number): { readonly start: number; readonly end: number } | null {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  for (let at = lineStart; at < start; at++) if (text[at] !== ' ' && text[at] !== '\t') return null;
  restOfLine.lastIndex = end;
  return restOfLine.test(text) ? { start: lineStart, end: restOfLine.lastIndex } : null;
}
