import type { Tool } from '../scenario/scenario.ts';
import { decodeEntities } from './entities.ts';
import { fieldNames, type FieldNames } from './fieldNames.ts';
import { parseFields, type RawField } from './fields.ts';
import { filler, foldText } from './fold.ts';
import { createFences } from './fences.ts';
import type { Span } from './spans.ts';
import { parseAttributes, scanTags, type Tag } from './tags.ts';

/** What a condition's prompt taught the model to write. */
export interface TextProtocol {
  readonly tools: ReadonlyMap<string, FieldNames>;
  readonly scratchpads: ReadonlySet<string>;
  /** Closing tags that end an action of another name too: `</tool_use>` for `tool_use:email`. */
  readonly families: ReadonlySet<string>;
}

export interface TextAction extends Span {
  readonly tool: Tool;
  readonly form: 'plain' | 'fenced' | 'unclosed';
  /** Offsets in the whole text. */
  readonly fields: readonly RawField[];
  /** Nothing but an ellipsis stands between the tags. */
  readonly elided: boolean;
}

export interface TextReading {
  /** The text with its escapes decoded and its reasoning blanked, one unit for each unit. */
  readonly aligned: string;
  /** In order; where a scratchpad stands inside an action, its reasoning lies within the action's span. */
  readonly reasoning: readonly (Span & { readonly markup: boolean })[];
  readonly actions: readonly TextAction[];
}

export function textProtocol(tools: readonly Tool[], scratchpadTags: readonly string[]): TextProtocol {
  const byTag = new Map(tools.map((tool) => [foldText(tool.tag), fieldNames(tool)]));
  const families = [...byTag.keys()]
    .filter((tag) => tag.includes(':'))
    .map((tag) => tag.slice(0, tag.lastIndexOf(':')));
  return {
    tools: byTag,
    scratchpads: new Set(scratchpadTags.map(foldText)),
    families: new Set(families.filter((family) => !byTag.has(family))),
  };
}

/**
 * Reads one text of an answer. Tags may be in any letter case, escaped as HTML, with attributes. Reasoning is cut out first,
 * so the rest reads as it would if the reasoning had come in a block of its own:
 * - a scratchpad ends at its next closing tag, an open one at the end of the text; a closing tag alone is text;
 * - an action ends at a closing tag. An open one ends at the next tool's tag, at the end of the code fence it is in, or at the
 *   end of the text, and is `unclosed`;
 * - a tool's tag in the middle of a line, not closed and without a labelled field after it, is a mention: text.
 */
export function readText(text: string, protocol: TextProtocol): TextReading {
  const decoded = decodeEntities(text);
  const tags = scanTags(decoded, new Set([...protocol.tools.keys(), ...protocol.scratchpads, ...protocol.families]));
  const reasoning = readScratchpads(decoded.length, tags, protocol);
  const aligned = blank(decoded, reasoning);
  return { aligned, reasoning, actions: readActions(aligned, outside(tags, reasoning), protocol) };
}

function readScratchpads(
  length: number,
  tags: readonly Tag[],
  { scratchpads }: TextProtocol,
): readonly (Span & { readonly markup: boolean })[] {
  const spans: (Span & { readonly markup: boolean })[] = [];
  let open: Tag | null = null;
  const push = (start: number, end: number, markup: boolean): void => {
    if (start < end) spans.push({ start, end, markup });
  };
  for (const tag of tags) {
    if (!scratchpads.has(tag.name) || tag.selfClosing) continue;
    if (open === null && !tag.closing) {
      open = tag;
      push(tag.start, tag.end, true);
    } else if (open !== null && tag.closing && tag.name === open.name) {
      push(open.end, tag.start, false);
      push(tag.start, tag.end, true);
      open = null;
    }
  }
  if (open !== null) push(open.end, length, false);
  return spans;
}

function blank(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let copied = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(copied, start), filler.repeat(end - start));
    copied = end;
  }
  return parts.join('') + text.slice(copied);
}

/** The tags that are not inside one of the spans; both are in order. */
function outside(tags: readonly Tag[], spans: readonly Span[]): readonly Tag[] {
  let next = 0;
  return tags.filter((tag) => {
    while (next < spans.length && (spans[next]?.end ?? 0) <= tag.start) next++;
    return (spans[next]?.start ?? Infinity) > tag.start;
  });
}

/** A tool's tag, and what ends an action that it opens: both found by one pass from the back, so that all stays linear. */
interface Opener {
  readonly tag: Tag;
  readonly names: FieldNames;
  readonly startsLine: boolean;
  readonly stop: Tag | null;
}

function readActions(text: string, tags: readonly Tag[], protocol: TextProtocol): readonly TextAction[] {
  const actions: TextAction[] = [];
  const fences = createFences(text);
  let free = 0;
  for (const opener of openers(text, tags, protocol)) {
    if (opener.tag.start < free) continue;
    const fenceEnd = fences.fenceAround(free, opener.tag.start);
    const action = readAction(text, opener, fenceEnd, protocol);
    if (action === null) continue;
    actions.push(action);
    free = action.end;
  }
  return actions;
}

/**
 * An action whose tag starts a line ends at a closing tag or at the next tool's tag that starts a line: its body may mention a
 * tag. One in the middle of a line ends at the next tag of either kind.
 */
function openers(text: string, tags: readonly Tag[], { tools }: TextProtocol): readonly Opener[] {
  const found: Opener[] = [];
  let nextTag: Tag | null = null;
  let nextBoundary: Tag | null = null;
  for (let index = tags.length - 1; index >= 0; index--) {
    const tag = tags[index];
    if (tag === undefined) continue;
    const startsLine = isLineStart(text, tags[index - 1]?.end ?? 0, tag.start);
    const names = tools.get(tag.name);
    if (names !== undefined && !tag.closing) {
      found.push({ tag, names, startsLine, stop: startsLine ? nextBoundary : nextTag });
    }
    if (tag.closing || names !== undefined) nextTag = tag;
    if (tag.closing || (names !== undefined && startsLine)) nextBoundary = tag;
  }
  return found.reverse();
}

/** Whether only white space, quoting or list marks stand before a tag on its line, or another tag right before it. */
function isLineStart(text: string, floor: number, start: number): boolean {
  const gap = text.slice(floor, start);
  const before = gap.slice(gap.lastIndexOf('\n') + 1);
  return before.length <= 40 ? /^[\s>*\-`{[]*(?:\d{1,3}[.)])?\s*$/u.test(before) : before.trim() === '';
}

function readAction(text: string, opener: Opener, fenceEnd: number | null, protocol: TextProtocol): TextAction | null {
  const { tag, names, stop } = opener;
  const limit = Math.min(fenceEnd ?? text.length, text.length);
  const isClosed = stop?.closing === true && closes(stop, tag, protocol);
  const contentEnd = tag.selfClosing
    ? tag.end
    : isClosed
      ? stop.start
      : Math.max(tag.end, Math.min(stop?.start ?? limit, limit));
  const content = text.slice(tag.end, contentEnd);
  const inside = parseFields(content, names).map((field) => shift(field, tag.end));
  const fields = [...attributeFields(text, tag, names), ...inside];
  const action = { tool: names.tool, fields, elided: isEllipsis(content) };
  const closedForm = fenceEnd === null ? 'plain' : 'fenced';
  if (tag.selfClosing) return { ...action, form: closedForm, start: tag.start, end: tag.end };
  if (!isMeant(opener, content, fields, isClosed)) return null;
  if (isClosed) return { ...action, form: closedForm, start: tag.start, end: stop.end };
  const wrongTag = stop?.closing === true && stop.start === contentEnd;
  const end = wrongTag ? stop.end : tag.end + content.trimEnd().length;
  return { ...action, form: 'unclosed', start: tag.start, end };
}

function shift(field: RawField, by: number): RawField {
  return { ...field, start: field.start + by, end: field.end + by };
}

function closes(closing: Tag, opening: Tag, { families }: TextProtocol): boolean {
  if (closing.name === opening.name) return true;
  return families.has(closing.name) && opening.name.startsWith(`${closing.name}:`);
}

/** Whether a tag was meant as an action, or only mentioned. */
function isMeant(opener: Opener, content: string, fields: readonly RawField[], isClosed: boolean): boolean {
  if (fields.some((field) => field.labelled)) return true;
  if (opener.names.tool.fields.length === 0) return isClosed || opener.startsLine;
  return content.trim() === '' ? isClosed && opener.startsLine : isClosed || opener.startsLine;
}

function isEllipsis(content: string): boolean {
  const inner = content.trim();
  return inner !== '' && inner.length <= 6 && /^[.…\s]+$/u.test(inner);
}

function attributeFields(text: string, tag: Tag, names: FieldNames): readonly RawField[] {
  return parseAttributes(text, tag).flatMap(({ name, start, end }) => {
    const field = names.find(name);
    return field === null ? [] : [{ field, start, end, aligned: null, labelled: true }];
  });
}
