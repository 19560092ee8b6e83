import type { Frames } from './frames.ts';
import { isEntryWithin, lineStart, unquoted } from './lines.ts';
import type { Place } from './place.ts';
import { plainFlowEnd, quotedEnd } from './scalars.ts';

interface FlowInput {
  readonly text: string;
  /** The cursor. */
  readonly at: number;
  readonly frames: Frames;
}

/** Reads `{…}` and `[…]`, also those that are not closed yet: these end before the next entry of the block around them. */
export class FlowReader {
  place: Place | null = null;
  private readonly input: FlowInput;
  /** Offset behind the last punctuation or token. */
  private last = 0;
  /** A token stands between the last punctuation and here. */
  private isFilled = false;

  constructor(input: FlowInput) {
    this.input = input;
  }

  /** Gives the offset behind the collection that begins at `from`. */
  read(from: number): number {
    const { text, frames } = this.input;
    const depth = frames.stack.length;
    const { indent } = frames;
    let at = this.punctuation(from);
    while (at < text.length && frames.stack.length > depth) {
      const unit = text[at] ?? '';
      if (unit === '\n' && isEntryWithin(text, at + 1, indent)) break;
      if (unit === '#' && /\s/.test(text[at - 1] ?? ''))
        at = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
      else if (/\s/.test(unit)) at++;
      else if (this.isPunctuation(at)) at = this.punctuation(at);
      else at = this.token(at, indent);
    }
    if (frames.stack.length > depth) this.gap(at);
    frames.leaveFlow();
    return at;
  }

  private isPunctuation(at: number): boolean {
    const { text } = this.input;
    const unit = text[at] ?? '';
    if (unit === '{') return text[at + 1] !== '{';
    if (unit === ':') return /[\s,[\]{}]|^$/.test(text[at + 1] ?? '') || this.input.frames.top?.kind === 'map';
    return ',[]}'.includes(unit);
  }

  private punctuation(at: number): number {
    const { text, frames } = this.input;
    this.gap(at);
    const { top } = frames;
    const unit = text[at];
    if (unit === '{' || unit === '[') frames.push(unit === '{' ? 'map' : 'list', { flow: true, indent: frames.indent });
    else if (unit === ',' && top !== undefined) frames.next(top);
    else if (unit === '}' || unit === ']') {
      frames.stack.pop();
      frames.filled();
    }
    this.last = at + 1;
    this.isFilled = unit === '}' || unit === ']';
    return at + 1;
  }

  /** The cursor between the last punctuation and the next: something new can stand there. */
  private gap(until: number): void {
    const { at, text, frames } = this.input;
    if (this.last === 0 || this.isFilled || at < this.last || at > until) return;
    const isColon = text[this.last - 1] === ':';
    const needsSpace = isColon && at === this.last;
    const range = { start: at, end: at };
    if (frames.top?.kind === 'map' && frames.top.key === null) this.found('key', { ...range, path: frames.top.path });
    else this.found(isColon ? 'value' : 'open', { ...range, needsSpace });
  }

  private token(from: number, indent: number): number {
    const { text, at, frames } = this.input;
    // On a line of its own before this token something else may be put in.
    if (at >= this.last && at < from && text.slice(at, from).includes('\n')) this.gap(at);
    const isQuoted = text[from] === '"' || text[from] === "'";
    const { end, isClosed } = isQuoted
      ? quotedEnd(text, from, indent)
      : { end: plainFlowEnd(text, from), isClosed: false };
    const isCurrent = at >= from && at <= end;
    const written = text.slice(from, end);
    const { top } = frames;
    const isKey = top?.kind === 'map' && top.key === null;
    const hasColon = isKey && /^[ \t]*:/.test(text.slice(end, end + 20));
    const isInside = isQuoted ? at > from && (at < end || (!isClosed && at <= end)) : isCurrent;
    if (isInside) {
      const range = isQuoted ? { start: from + 1, end: isClosed ? end - 1 : end } : { start: from, end };
      const style = !isQuoted ? 'plain' : text[from] === '"' ? 'double' : 'single';
      const path = isKey ? top.path : frames.path;
      this.found(isKey ? 'key' : top?.kind === 'list' ? 'open' : 'value', { ...range, path, style, hasColon });
    }
    if (isKey && hasColon) frames.key(unquoted(written), isCurrent);
    else if (!isKey) frames.scalar(unquoted(written), isCurrent);
    this.last = end;
    this.isFilled = true;
    return Math.max(end, from + 1);
  }

  private found(role: Place['role'], range: Pick<Place, 'start' | 'end'> & Partial<Place>): void {
    const { path } = this.input.frames;
    const column = range.start - lineStart(this.input.text, range.start);
    this.place ??= { role, path, style: 'plain', flow: true, hasColon: false, needsSpace: false, column, ...range };
  }
}
