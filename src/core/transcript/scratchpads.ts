import type { Span } from './spans.ts';
import type { Tag } from './tags.ts';

export interface Thought extends Span {
  /** The scratchpad's own tag. */
  readonly markup: boolean;
}

/**
 * The reasoning in scratchpad tags, in order. Tags that come in pairs hold all that is between them, other scratchpads too. One
 * whose closing tag is missing ends at the next closing tag of its name, or else with the text; a closing tag alone is text.
 */
export function readScratchpads(
  length: number,
  tags: readonly Tag[],
  scratchpads: ReadonlySet<string>,
): readonly Thought[] {
  const own = tags.filter((tag) => scratchpads.has(tag.name) && !tag.selfClosing);
  const ends = closingTags(own);
  const thoughts: Thought[] = [];
  const push = (start: number, end: number, markup: boolean): void => {
    if (start < end) thoughts.push({ start, end, markup });
  };
  let reached = 0;
  for (const tag of own) {
    if (tag.closing || tag.start < reached) continue;
    const close = ends.get(tag);
    push(tag.start, tag.end, true);
    push(tag.end, close?.start ?? length, false);
    if (close !== undefined) push(close.start, close.end, true);
    reached = close?.end ?? length;
  }
  return thoughts;
}

/** The closing tag of each open one: of its pair, or else the next of its name. */
function closingTags(tags: readonly Tag[]): ReadonlyMap<Tag, Tag> {
  const ends = new Map<Tag, Tag>();
  const open = new Map<string, Tag[]>();
  for (const tag of tags) {
    const waiting = open.get(tag.name) ?? [];
    open.set(tag.name, waiting);
    const pair = tag.closing ? waiting.pop() : undefined;
    if (pair !== undefined) ends.set(pair, tag);
    else if (!tag.closing) waiting.push(tag);
  }
  const next = new Map<string, Tag>();
  for (const tag of tags.toReversed()) {
    const following = next.get(tag.name);
    if (tag.closing) next.set(tag.name, tag);
    else if (!ends.has(tag) && following !== undefined) ends.set(tag, following);
  }
  return ends;
}
