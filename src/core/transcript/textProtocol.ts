import type { Tool } from '../scenario/scenario.ts';
import { decodeEntities } from './entities.ts';
import { fieldNames, type FieldNames } from './fieldNames.ts';
import { parseFields, type RawField } from './fields.ts';
import { filler, foldText } from './fold.ts';
import { createFences } from './fences.ts';
import { isEllipsis, isMeant } from './meant.ts';
import { readScratchpads, type Thought } from './scratchpads.ts';
import type { Span } from './spans.ts';
import { parseAttributes, scanTags, type Tag } from './tags.ts';

/** What a condition's prompt taught the model to write. */
export interface TextProtocol {
  readonly tools: ReadonlyMap<string, FieldNames>;
  readonly scratchpads: ReadonlySet<string>;
  /** Closing tags that end an action of another name too: `</tool_use>` for `tool_use:email`. */
  readonly families: ReadonlySet<string>;
  /** All of these: folded names of tags. */
  readonly tags: ReadonlySet<string>;
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
  readonly reasoning: readonly Thought[];
  readonly actions: readonly TextAction[];
}

export function textProtocol(tools: readonly Tool[], scratchpadTags: readonly string[]): TextProtocol {
  const byTag = new Map(tools.map((tool) => [foldText(tool.tag), fieldNames(tool)]));
  const families = [...byTag.keys()]
    .filter((tag) => tag.includes(':'))
    .map((tag) => tag.slice(0, tag.lastIndexOf(':')));
  const scratchpads = scratchpadTags.map(foldText);
  return {
    tools: byTag,
    scratchpads: new Set(scratchpads),
    families: new Set(families.filter((family) => !byTag.has(family))),
    tags: new Set([...byTag.keys(), ...scratchpads, ...families]),
  };
}

/**
 * Reads one text of an answer. Tags may be in any letter case, escaped as HTML, with attributes. Reasoning is cut out first,
 * so the rest reads as it would if the reasoning had come in a block of its own:
 * - an action ends at a closing tag. An open one ends at the next tool's tag, at the end of the code fence it is in, or at the
 *   end of the text, and is `unclosed`; only a mail goes on over an empty line;
 * - a tag that is only mentioned is text (`isMeant`).
 */
export function readText(text: string, protocol: TextProtocol): TextReading {
  const decoded = decodeEntities(text);
  const tags = scanTags(decoded, protocol.tags);
  const reasoning = readScratchpads(decoded.length, tags, protocol.scratchpads);
  const aligned = blank(decoded, reasoning);
  return { aligned, reasoning, actions: readActions(aligned, outside(tags, reasoning), protocol) };
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
  /** What stands before it on its line, where that is nothing but quoting and list marks. */
  readonly lead: string | null;
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
    const lead = lineLead(text, tags[index - 1]?.end ?? 0, tag.start);
    const names = tools.get(tag.name);
    if (names !== undefined && !tag.closing) {
      found.push({ tag, names, lead, stop: lead === null ? nextTag : nextBoundary });
    }
    if (tag.closing || names !== undefined) nextTag = tag;
    if (tag.closing || (names !== undefined && lead !== null)) nextBoundary = tag;
  }
  return found.reverse();
}

/** What stands before a tag on its line, or after another tag: null where it is more than white space, quoting or list marks. */
function lineLead(text: string, floor: number, start: number): string | null {
  const gap = text.slice(floor, start);
  const before = gap.slice(gap.lastIndexOf('\n') + 1);
  const isLead = before.length <= 40 ? /^[\s>*\-`{[]*(?:\d{1,3}[.)])?\s*$/u.test(before) : before.trim() === '';
  return isLead ? before : null;
}

function readAction(text: string, opener: Opener, fenceEnd: number | null, protocol: TextProtocol): TextAction | null {
  const { tag, names, lead, stop } = opener;
  const closing = !tag.selfClosing && stop !== null && stop.closing && closes(stop, tag, protocol) ? stop : null;
  const contentEnd = closing?.start ?? openEnd(text, opener, fenceEnd ?? text.length);
  const written = text.slice(tag.end, contentEnd);
  const content = lead?.includes('>') === true ? withoutQuoting(written) : written;
  const inside = parseFields(content, names).map((field) => ({
    ...field,
    start: field.start + tag.end,
    end: field.end + tag.end,
    aligned: field.aligned ?? (content === written ? null : content.slice(field.start, field.end)),
  }));
  const fields = [...attributeFields(text, tag, names), ...inside];
  const isClosed = closing !== null || tag.selfClosing;
  const endsLine = isLineEnd(text, closing?.end ?? tag.end);
  if (!isMeant({ names, content, fields, isClosed, startsLine: lead !== null, endsLine })) return null;
  const action = { tool: names.tool, fields, elided: isEllipsis(content), start: tag.start };
  if (isClosed) return { ...action, form: fenceEnd === null ? 'plain' : 'fenced', end: closing?.end ?? tag.end };
  const wrongTag = stop?.closing === true && text.slice(contentEnd, stop.start).trim() === '';
  return { ...action, form: 'unclosed', end: wrongTag ? stop.end : tag.end + content.trimEnd().length };
}

/** Where the content of a tag ends that nothing closes: a tool that takes no mail has what stands before an empty line. */
function openEnd(text: string, { tag, names, stop }: Opener, limit: number): number {
  if (tag.selfClosing) return tag.end;
  const end = Math.max(tag.end, Math.min(stop?.start ?? limit, limit));
  if (names.body !== null) return end;
  const content = text.slice(tag.end, end);
  if (names.tool.fields.length === 0) return content.trim() === '' ? end : tag.end;
  const isOneLine = names.tool.fields.length === 1 && !isLineEnd(text, tag.end);
  const last = content.search(isOneLine ? /\S[^\S\n]*\n/u : /\S[^\S\n]*\n[^\S\n]*\n/u);
  return last === -1 ? end : tag.end + last + 1;
}

/** Whether nothing but white space, bold and backticks stands between `from` and the end of its line. */
function isLineEnd(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && text[at] !== '\n' && /[\s`*]/u.test(text.charAt(at))) at++;
  return at === text.length || text[at] === '\n';
}

/** The content of a block that is quoted line by line, with filler for the `> ` of its lines. */
function withoutQuoting(content: string): string {
  return content.replaceAll(/^[^\S\n]*> ?/gmu, (mark) => filler.repeat(mark.length));
}

function closes(closing: Tag, opening: Tag, { families }: TextProtocol): boolean {
  if (closing.name === opening.name) return true;
  return families.has(closing.name) && opening.name.startsWith(`${closing.name}:`);
}

function attributeFields(text: string, tag: Tag, names: FieldNames): readonly RawField[] {
  return parseAttributes(text, tag).flatMap(({ name, start, end }) => {
    const field = names.find(name);
    return field === null ? [] : [{ field, start, end, aligned: null, labelled: true }];
  });
}
