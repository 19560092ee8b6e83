import type { SourceText } from '../scenario/sourceText.ts';
import type { Pace, Steps } from '../text/steps.ts';

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

/** Whether anything in the text stands for something else, or seems to. */
export function isTemplate({ names, faults }: Template): boolean {
  return names.length > 0 || faults.length > 0;
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
    const scan = new Scan(source);
    while (scan.next()) if (pace.isDue(1)) yield;
    parsed.set(source, scan.template());
    if (pace.isDue(1)) yield;
  }
  return createTemplates(parsed);
}

/** `{{name}}` and `{{factor.key}}` are names, `\{{` is two braces, everything else is itself. */
export function parseTemplate(source: SourceText): Template {
  const scan = new Scan(source);
  while (scan.next());
  return scan.template();
}

const none: readonly never[] = [];

/** Reads a template brace by brace: a text may hold very many. No generator, which every short text would pay for. */
class Scan {
  private readonly source: SourceText;
  private readonly pieces: Piece[] = [];
  private names: NamePiece[] | null = null;
  private faults: TemplateFault[] | null = null;
  /** All before this is in `pieces`. */
  private taken = 0;
  /** Of the next two braces; -1 where there are no more. */
  private at: number;

  constructor(source: SourceText) {
    this.source = source;
    this.at = source.text.indexOf('{{');
  }

  /** Reads the next two braces and what belongs to them; false where there are none. */
  next(): boolean {
    const { at } = this;
    if (at === -1) return false;
    const { text } = this.source;
    if (text[at - 1] === '\\' && at > this.taken) {
      this.takeUntil(at - 1);
      this.taken = at;
      this.at = text.indexOf('{{', at + 2);
      return true;
    }
    const braces = nameAt(text, at);
    if (braces.kind === 'name') this.addName(at, braces);
    else (this.faults ??= []).push({ kind: braces.kind, start: at, end: braces.end });
    this.at = text.indexOf('{{', Math.max(this.taken, braces.end));
    return true;
  }

  /** When `next` has said that there are no more. */
  template(): Template {
    this.takeUntil(this.source.text.length);
    return { source: this.source, pieces: this.pieces, names: this.names ?? none, faults: this.faults ?? none };
  }

  private addName(at: number, { name, nameStart, end }: Extract<Braces, { readonly kind: 'name' }>): void {
    const line = lineAround(this.source.text, at, end);
    this.takeUntil(line?.start ?? at);
    const before = line && line.start < at ? this.stretch(line.start, at) : null;
    const after = line && line.end > end ? this.stretch(end, line.end) : null;
    const piece: NamePiece = { name, start: at, end, nameStart, before, after };
    this.pieces.push(piece);
    (this.names ??= []).push(piece);
    this.taken = line?.end ?? end;
  }

  private takeUntil(to: number): void {
    if (to > this.taken) this.pieces.push(this.stretch(this.taken, to));
  }

  private stretch(from: number, to: number): Stretch {
    const { text, pointer } = this.source;
    return { text: text.slice(from, to), pointer, from };
  }
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
