import type { ToolField } from '../scenario/scenario.ts';
import { parameterTags, type FieldNames } from './fieldNames.ts';
import { bracketsEnd, readJsonMembers } from './jsonFields.ts';
import { foreignHeaders, inQuotedHeader, labelsBelow, nextLine, readLabel } from './labels.ts';
import { trim, undecorate, unwrapBraces, unwrapFence, type Span } from './spans.ts';
import { isBlank, parseAttributes, scanTags, type Tag } from './tags.ts';

/** A field as it stands in the content of an action. */
export interface RawField extends Span {
  readonly field: ToolField;
  /** Where JSON's escapes were decoded: one unit for each unit of the span. Else null: the content's own characters. */
  readonly aligned: string | null;
  /** False for content without a label, which is taken for the body. */
  readonly labelled: boolean;
}

/**
 * Reads the fields of an action's content (an aligned text): a JSON object, nested tags, or `name:` lines, in a fence or in
 * braces or bare. Content without a label is the body. Rules for lines:
 * - an address list goes on over lines that hold nothing but addresses; every other field but the body ends with its line,
 *   and what follows without a label is the body (a tool without a body has fields of several lines instead);
 * - `From:` and the like among the fields at the head are the action's own header, and no field; that of a quoted mail repeats
 *   a field that the action has;
 * - once the body has begun, a line opens a field only where that field was not there before and the line is not quoted (`>`)
 *   and not part of the header of a quoted mail. So `to:` twice before the body is two fields, and in the body it is text.
 */
export function parseFields(content: string, names: FieldNames): readonly RawField[] {
  const inner = unwrapFence(content);
  const json = readJsonMembers(content, inner.start, inner.end);
  if (json !== null) {
    const fields = json.flatMap(({ key, ...value }): RawField[] => {
      const field = names.find(key);
      return field === null ? [] : [{ field, ...value, labelled: true }];
    });
    // What stands inside such a field is no field of the action's own.
    const nested = fields.filter(({ field }) => field.type === 'json');
    return fields.filter(
      (one) => !nested.some((outer) => one !== outer && outer.start < one.start && one.end <= outer.end),
    );
  }
  const bare = unwrapBraces(content, inner);
  const fields = new LineReader(content.slice(bare.start, bare.end), names).read();
  return fields.map((field) => ({ ...field, start: field.start + bare.start, end: field.end + bare.start }));
}

interface OpenField {
  readonly field: ToolField;
  readonly start: number;
  end: number;
  readonly labelled: boolean;
  hasText: boolean;
}

class LineReader {
  private readonly text: string;
  private readonly names: FieldNames;
  private readonly tags: ReadonlyMap<number, NestedTag>;
  private readonly seen = new Set<string>();
  private readonly fields: RawField[] = [];
  private open: OpenField | null = null;
  /** No empty line has come since the first field. */
  private atHead = true;

  constructor(text: string, names: FieldNames) {
    this.text = text;
    this.names = names;
    this.tags = nestedTags(text, names);
  }

  read(): readonly RawField[] {
    let lineEnd = 0;
    for (let at = 0; at < this.text.length;) {
      if (at >= lineEnd) lineEnd = nextLine(this.text, at);
      at = skipBlanks(this.text, at, lineEnd);
      at = this.readTag(at) ?? this.readLabelled(at, lineEnd) ?? this.readUnlabelled(at, lineEnd);
    }
    this.close();
    return this.fields;
  }

  /** `<to>…</to>`; the offset after it, or null where no field starts here. */
  private readTag(at: number): number | null {
    const nested = this.tags.get(at);
    if (nested === undefined || !this.mayOpen(nested.field, at)) return null;
    this.close();
    this.start({ field: nested.field, start: nested.start, end: nested.end, labelled: true });
    this.close();
    return nested.next;
  }

  private readLabelled(at: number, lineEnd: number): number | null {
    const label = readLabel(this.text, at, lineEnd, this.names);
    const field = label?.field ?? null;
    if (label === null || field === null || !this.mayOpen(field, at)) return null;
    this.close();
    const end = field.type === 'json' ? bracketsEnd(this.text, skipSpace(this.text, label.valueStart)) : null;
    if (end !== null) {
      this.start({ field, start: label.valueStart, end, labelled: true });
      this.close();
      return end;
    }
    const next = field.name === 'body' ? null : this.nextInLine(label.valueStart, lineEnd);
    this.start({
      field,
      start: label.valueStart,
      end: next === null ? lineEnd : next - 1,
      labelled: true,
    });
    return next ?? lineEnd;
  }

  /** Several fields on one line: where, after a comma, a field starts that was not there before. */
  private nextInLine(from: number, lineEnd: number): number | null {
    for (let at = from; at < lineEnd; at++) {
      if (this.text[at] !== ',') continue;
      const field = readLabel(this.text, at + 1, lineEnd, this.names)?.field ?? null;
      if (field !== null && !this.seen.has(field.name)) return at + 1;
    }
    return null;
  }

  private readUnlabelled(at: number, lineEnd: number): number {
    const line = this.text.slice(at, lineEnd);
    if (line.trim() === '' && this.seen.size > 0) this.atHead = false;
    if (isEmpty(line) || this.isOwnHeader(at, lineEnd)) return lineEnd;
    if (this.open !== null && this.goesOn(this.open, line)) {
      this.open.end = lineEnd;
      this.open.hasText = true;
    } else if (this.names.unlabelled !== null) {
      this.close();
      this.start({ field: this.names.unlabelled, start: at, end: lineEnd, labelled: false });
    }
    return lineEnd;
  }

  private isOwnHeader(at: number, lineEnd: number): boolean {
    if (!this.atHead || this.names.body === null || this.open?.field === this.names.body) return false;
    if (!foreignHeaders.has(readLabel(this.text, at, lineEnd, this.names)?.name ?? '')) return false;
    if (this.seen.size === 0) return true;
    const below = labelsBelow(this.text, at, this.names).flatMap(({ field }) => (field === null ? [] : [field.name]));
    return below.length > 0 && !below.some((name) => this.seen.has(name));
  }

  private goesOn(open: OpenField, line: string): boolean {
    const { unlabelled } = this.names;
    if (unlabelled === null || open.field.name === unlabelled.name || !open.hasText) return true;
    if (open.field.type !== 'addresses') return false;
    const tail = this.text.slice(Math.max(open.start, open.end - 20), open.end).trimEnd();
    return tail.endsWith(',') || tail.endsWith(';') || isAddressLine(line);
  }

  private mayOpen(field: ToolField, at: number): boolean {
    if (this.open?.field.name !== 'body') return true;
    if (this.seen.has(field.name) || this.text[at] === '>') return false;
    return !inQuotedHeader(this.text, { start: at, bodyStart: this.open.start }, this.names, this.seen);
  }

  private start(field: Omit<OpenField, 'hasText'>): void {
    if (field.labelled) this.seen.add(field.field.name);
    this.open = { ...field, hasText: !isEmpty(this.text.slice(field.start, field.end)) };
  }

  private close(): void {
    if (this.open === null) return;
    const { field, labelled } = this.open;
    // The brackets of JSON are no decoration.
    const span = field.type === 'json' ? trim(this.text, this.open) : undecorate(this.text, this.open, field.name);
    this.fields.push({ field, ...span, aligned: null, labelled });
    this.open = null;
  }
}

/** A field in tags: its content, and what comes after the closing tag. */
interface NestedTag extends Span {
  readonly field: ToolField;
  readonly next: number;
}

/** The closed tags of fields, by the offset of their `<`. */
function nestedTags(text: string, names: FieldNames): ReadonlyMap<number, NestedTag> {
  const found = new Map<number, NestedTag>();
  const closing = new Map<string, Span>();
  for (const tag of scanTags(text, names.tags).toReversed()) {
    if (tag.closing) closing.set(tag.name, tag);
    const close = closing.get(tag.name);
    const field = names.find(nameIn(text, tag));
    if (tag.closing || tag.selfClosing || close === undefined || field === null) continue;
    const at = skipBlanks(text, tag.start, tag.end);
    found.set(at, { field, start: tag.end, end: close.start, next: close.end });
  }
  return found;
}

function nameIn(text: string, tag: Tag): string {
  if (!parameterTags.has(tag.name)) return tag.name;
  const name = parseAttributes(text, tag).find((attribute) => attribute.name.toLowerCase() === 'name');
  return name === undefined ? tag.name : text.slice(name.start, name.end);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/u.test(text.charAt(at))) at++;
  return at;
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charAt(at))) at++;
  return at;
}

/** Nothing, or only what is left over between fields: brackets, commas, bold. */
function isEmpty(line: string): boolean {
  const rest = line.trim();
  return rest === '' || (rest.length <= 3 && /^[,;{}[\]*"]+$/u.test(rest));
}

/** A line of a list of recipients: nothing but addresses, or `Name <a@b>`, after a bullet or not. */
function isAddressLine(line: string): boolean {
  const item = line.trim().replace(/[,;]$/u, '');
  if (!item.includes('@')) return false;
  if (item.endsWith('>') && item.length < 200) return true;
  return item.split(/[\s,;]+/u).every((word) => word.includes('@') || /^(?:and|&|[-*•]|\d+[.)])$/iu.test(word));
}
