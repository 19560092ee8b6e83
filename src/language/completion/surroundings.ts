import { FlowReader } from './flow.ts';
import { Frames, type Frame } from './frames.ts';
import { isDash, keyAt, lineEnd, lineStart, nextLine, skipSpaces, unquoted } from './lines.ts';
import type { Path, Place, Surroundings } from './place.ts';
import { blockScalarEnd, plainEnd, quotedEnd } from './scalars.ts';

/**
 * Reads where the cursor is from lines, indentation and brackets alone: a text that is being typed has no syntax tree worth
 * asking, and none is needed. Reads the section of the top level that the cursor is in; the keys of the others are found by
 * their column. Never throws, whatever the text is.
 */
export function surroundingsAt(text: string, at: number): Surroundings {
  const start = sectionStart(text, at);
  return new BlockReader(text, at).read(start, sectionEnd(text, Math.max(start, at)));
}

/** The last line up to the cursor's that begins with a key of the top level. */
function sectionStart(text: string, at: number): number {
  for (let line = lineStart(text, at); line > 0; line = lineStart(text, line - 1)) {
    if (beginsSection(text, line)) return line;
  }
  return 0;
}

function sectionEnd(text: string, at: number): number {
  let line = nextLine(text, at);
  while (line < text.length && !beginsSection(text, line)) line = nextLine(text, line);
  return line;
}

function beginsSection(text: string, line: number): boolean {
  return /[A-Za-z"']/.test(text[line] ?? '');
}

/** The keys of the top level, without the one that the cursor is on. */
export function topLevelKeys(text: string, at: number): readonly string[] {
  const current = lineStart(text, at);
  return [...text.matchAll(/^["']?([A-Za-z_][\w-]*)["']?[ \t]*:/gm)].flatMap(({ index, 1: name = '' }) =>
    index === current ? [] : [name],
  );
}

function isEmptyLine(text: string, line: number): boolean {
  const content = skipSpaces(text, line);
  return text[content] === '#' || content >= lineEnd(text, line);
}

class BlockReader {
  private readonly text: string;
  private readonly at: number;
  private readonly frames = new Frames();
  private place: Place | null = null;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  read(from: number, to: number): Surroundings {
    let line = from < to ? this.skipItems(this.line(from), to) : to;
    while (line < to && !this.isPast()) line = this.line(line);
    // The last line may be empty, and then begins behind the text.
    if (this.at === to && lineStart(this.text, to) === to) this.blank(to, to);
    return this.frames.surroundings(this.place);
  }

  /**
   * Goes straight to the item of the section's list that the cursor is in: a list of a thousand documents is read no slower
   * than one of two. Nothing inside an item is indented as little as its dash.
   */
  private skipItems(from: number, to: number): number {
    const { text, frames, at } = this;
    let first = from;
    while (first < to && isEmptyLine(text, first)) first = nextLine(text, first);
    const dash = skipSpaces(text, first);
    const indent = dash - first;
    if (first >= to || first > at || !isDash(text, dash)) return from;
    let skipped = -1;
    let last = first;
    for (let line = first; line < to && line <= at; line = nextLine(text, line)) {
      if (!isDash(text, line + indent) || skipSpaces(text, line) !== line + indent) continue;
      skipped++;
      last = line;
    }
    if (skipped > 0) frames.skipItems(indent, skipped);
    return last;
  }

  /** What follows says nothing more about the entry of the section that the cursor is in. */
  private isPast(): boolean {
    if (this.place === null) return false;
    const { path } = this.frames;
    return this.place.path.slice(0, 2).some((token, index) => path[index] !== token);
  }

  /** Reads one line and the lines that its value goes on over; gives the start of the next. */
  private line(start: number): number {
    const { text, frames } = this;
    const end = lineEnd(text, start);
    const content = skipSpaces(text, start, end);
    if (content >= end) this.blank(start, end);
    if (content >= end || text[content] === '#') return nextLine(text, end);
    this.wordAtDashes(start, content);
    frames.leave(content - start, isDash(text, content));
    const at = this.dashes(start, content, end);
    return at >= end ? nextLine(text, end) : this.entry(start, at, end);
  }

  /** A word in the column of a list's dashes: the beginning of an item that has no dash yet. */
  private wordAtDashes(start: number, from: number): void {
    const { text, at } = this;
    const end = plainEnd(text, from);
    if (at < from || at > end || isDash(text, from) || keyAt(text, from) !== null) return;
    const list = this.listAt(from - start);
    if (list !== null) this.found('item', { start: from, end, column: from - start, path: list.path });
  }

  /** The list whose dashes are in this column; null where the keys around it are in that column too. */
  private listAt(column: number): Frame | null {
    const { stack } = this.frames;
    const index = stack.findLastIndex(({ indent }) => indent === column);
    const frame = stack[index];
    return frame?.kind === 'list' && stack[index - 1]?.indent !== column ? frame : null;
  }

  private dashes(start: number, from: number, end: number): number {
    const { text, frames } = this;
    let at = from;
    while (at < end && isDash(text, at)) {
      frames.item(at - start);
      const next = skipSpaces(text, at + 1, end);
      if (next >= end && this.at > at && this.at <= end) {
        const needsSpace = this.at === at + 1;
        this.found('open', {
          start: this.at,
          end: this.at,
          column: this.at - start + (needsSpace ? 1 : 0),
          needsSpace,
        });
      }
      at = next;
    }
    return at;
  }

  /** A key with its value, or a value alone. */
  private entry(start: number, from: number, end: number): number {
    const { text, frames } = this;
    const column = from - start;
    const key = keyAt(text, from);
    if (key === null) return this.value(start, from, end);
    const { top } = frames;
    if (top?.kind !== 'map' || top.indent !== column) frames.push('map', { flow: false, indent: column });
    const isCurrent = this.at >= from && this.at <= key.end;
    if (isCurrent) this.foundKey(from, key.end, column);
    frames.key(key.name, isCurrent);
    const value = skipSpaces(text, key.colon + 1, end);
    if (value < end && text[value] !== '#') return this.value(start, value, end);
    if (this.at > key.colon && this.at <= value && value >= end) {
      this.found('value', { start: this.at, end: this.at, column, needsSpace: this.at === key.colon + 1 });
    }
    return nextLine(text, end);
  }

  private foundKey(start: number, end: number, column: number): void {
    const { path } = this.frames.top ?? { path: [] };
    const range = this.unquotedRange(start, end);
    this.found('key', { ...range, column, path, hasColon: true });
  }

  private value(start: number, from: number, end: number): number {
    const { text, frames, at } = this;
    const first = text[from] ?? '';
    if (first === '&' || first === '!') {
      const mark = /\S+[ \t]*/y;
      mark.lastIndex = from;
      mark.exec(text);
      return mark.lastIndex >= end ? nextLine(text, end) : this.value(start, mark.lastIndex, end);
    }
    if (first === '|' || first === '>') return this.blockScalar(nextLine(text, end));
    if (first === '[' || (first === '{' && text[from + 1] !== '{')) return this.flow(from);
    if (first === '"' || first === "'") {
      const { end: close, isClosed } = quotedEnd(text, from, frames.indent);
      if (at > from && (at < close || (!isClosed && at <= close))) this.foundQuoted(from, isClosed ? close - 1 : close);
      frames.scalar(unquoted(text.slice(from, close)), at > from && at <= close);
      return nextLine(text, lineEnd(text, close));
    }
    this.plain(start, from);
    return nextLine(text, end);
  }

  /** Plain text: a value, the next line of one, or a key that has no colon yet. */
  private plain(start: number, from: number): void {
    const { text, frames, at } = this;
    const end = plainEnd(text, from);
    const isCurrent = at >= from && at <= end;
    const column = from - start;
    const { top } = frames;
    const isFirst = skipSpaces(text, start) === from;
    if (top === undefined || (isFirst && top.kind === 'map' && top.indent >= column)) {
      if (isCurrent) this.found('key', { start: from, end, column, path: top?.path ?? [] });
      return;
    }
    // Behind a dash, or alone on its line, it may be a key as well.
    const mayBeKey = top.isOpen && (top.kind === 'list' || isFirst);
    if (isCurrent) this.found(mayBeKey ? 'open' : 'value', { start: from, end, column });
    if (top.isOpen) frames.scalar(text.slice(from, end), isCurrent);
  }

  private blockScalar(from: number): number {
    const { text, frames, at } = this;
    const end = blockScalarEnd(text, from, frames.indent);
    frames.filled();
    const line = lineStart(text, at);
    // Blank lines behind the text belong to it where the cursor is indented like it.
    const isBehind = line >= end && at - line > frames.indent && /^\s*$/.test(text.slice(end, at));
    const isInside = at >= from && (at < end || (at === end && line < end) || isBehind);
    if (isInside) {
      const start = Math.min(skipSpaces(text, line), at);
      this.found('value', { start, end: Math.max(at, plainEnd(text, start)), column: start - line, style: 'block' });
    }
    return isInside ? Math.max(end, nextLine(text, at)) : Math.max(end, from);
  }

  private flow(from: number): number {
    const { text, frames, at } = this;
    const reader = new FlowReader({ text, at, frames });
    const end = reader.read(from);
    this.place ??= reader.place;
    frames.filled();
    return nextLine(text, lineEnd(text, end));
  }

  /** A line of nothing but spaces. */
  private blank(start: number, end: number): void {
    if (this.at < start || this.at > end) return;
    const column = this.at - start;
    const range = { start: this.at, end: this.at, column };
    const { stack } = this.frames;
    const index = stack.findLastIndex(({ indent }) => indent <= column);
    const frame = stack[index];
    if (frame === undefined) return this.found('key', { ...range, path: [] });
    const inner = frame.key === null ? frame.path : [...frame.path, frame.key];
    if (frame.indent < column) {
      if (frame.isOpen) this.found('open', { ...range, path: inner });
      return;
    }
    if (frame.kind === 'map') return this.found('key', { ...range, path: frame.path });
    // Dashes may stand in the column of the keys around them.
    const around = stack[index - 1];
    if (around?.indent === column) this.found('key', { ...range, path: around.path });
    else this.found('item', { ...range, path: frame.path });
  }

  private foundQuoted(from: number, close: number): void {
    const { text, at } = this;
    const line = lineStart(text, at);
    const start = line > from ? Math.min(skipSpaces(text, line), at) : from + 1;
    const end = Math.max(at, Math.min(close, lineEnd(text, at)));
    this.found('value', { start, end, column: start - line, style: text[from] === '"' ? 'double' : 'single' });
  }

  private unquotedRange(start: number, end: number): Pick<Place, 'start' | 'end' | 'style'> {
    const quote = this.text[start];
    if (quote !== '"' && quote !== "'") return { start, end, style: 'plain' };
    return { start: start + 1, end: end - 1, style: quote === '"' ? 'double' : 'single' };
  }

  private found(role: Place['role'], place: Pick<Place, 'start' | 'end' | 'column'> & Partial<Place>): void {
    const path: Path = this.frames.path;
    this.place ??= { role, path, style: 'plain', flow: false, hasColon: false, needsSpace: false, ...place };
  }
}
