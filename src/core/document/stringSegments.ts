import type { Scalar } from 'yaml';
import { textRange, type TextRange } from '../text/range.ts';
import { blockSegments } from './blockSegments.ts';
import { doubleQuotedSegments, plainSegments, singleQuotedSegments } from './flowSegments.ts';

/**
 * How a string and its source correspond: characters `at` to `at + length` of the string stand at `source` to
 * `source + width` of the text, one for one where both are equally long, else as a whole (an escape, a fold).
 */
export interface Segment {
  readonly at: number;
  readonly length: number;
  readonly source: number;
  readonly width: number;
}
export interface Segments {
  readonly list: readonly Segment[];
  /** Where an empty string stands. */
  readonly start: number;
}

/** Appends segments in order; neighbours that both stand one for one are joined. */
export class SegmentBuilder {
  private readonly list: Segment[] = [];
  private at = 0;

  add(length: number, source: number, width: number = length): void {
    if (length === 0) return;
    const last = this.list.at(-1);
    const isJoined = last?.length === last?.width && length === width && last && last.source + last.width === source;
    if (isJoined)
      this.list[this.list.length - 1] = { ...last, length: last.length + length, width: last.width + width };
    else this.list.push({ at: this.at, length, source, width });
    this.at += length;
  }

  build(start: number): Segments {
    return { list: this.list, start };
  }
}

/** The segments of a string's node, found by reading its source once more, in the way of its style. */
export function segmentsOf(node: Scalar.Parsed, text: string): Segments {
  const [start, end] = node.range;
  const builder = new SegmentBuilder();
  switch (node.type) {
    case 'QUOTE_DOUBLE':
      doubleQuotedSegments(text, start + 1, end - 1, builder);
      return builder.build(start + 1);
    case 'QUOTE_SINGLE':
      singleQuotedSegments(text, start + 1, end - 1, builder);
      return builder.build(start + 1);
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return blockSegments(node, text, builder);
    default:
      plainSegments(text, start, end, builder);
      return builder.build(start);
  }
}

/** Where characters `start` to `end` of the string stand. What lies outside the string is clamped to it. */
export function sourceRange({ list, start: empty }: Segments, start: number, end: number): TextRange {
  const first = segmentAt(list, start);
  if (!first) return textRange(empty, empty);
  const from = first.length === first.width ? first.source + clamp(start - first.at, first.length) : first.source;
  if (end <= start) return textRange(from, from);
  const last = segmentAt(list, end - 1) ?? first;
  const isOneForOne = last.length === last.width;
  return textRange(from, last.source + (isOneForOne ? clamp(end - last.at, last.length) : last.width));
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}

/** The segment that holds a character, else the nearest; none in an empty string. */
function segmentAt(list: readonly Segment[], at: number): Segment | undefined {
  let low = 0;
  let high = list.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.at ?? 0) <= at) low = middle;
    else high = middle;
  }
  return list[low];
}
