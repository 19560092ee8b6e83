import type { Scalar } from 'yaml';
import { textRange, type TextRange } from '../text/range.ts';
import { blockSegments } from './blockSegments.ts';
import { SegmentBuilder, type Segment, type Segments } from './segments.ts';
import { doubleQuotedSegments, plainSegments, singleQuotedSegments } from './flowSegments.ts';

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
