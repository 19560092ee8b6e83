/** How `|` and `>` scalars are read: YAML 1.2.2, chapter 8.1, in the way of `yaml`'s resolve-block-scalar. */
import type { Scalar } from 'yaml';
import type { SegmentBuilder, Segments } from './segments.ts';

interface Line {
  readonly start: number;
  /** Where its indentation ends. */
  readonly content: number;
  /** Before the line break. */
  readonly end: number;
  /** After the line break. */
  readonly next: number;
  /** A tab follows the indentation: such a line is not folded. */
  readonly hasTab: boolean;
}

export function blockSegments(node: Scalar.Parsed, text: string, builder: SegmentBuilder): Segments {
  const [start, bodyEnd] = node.range;
  const headerEnd = text.indexOf('\n', start);
  const bodyStart = headerEnd === -1 ? bodyEnd : Math.min(headerEnd + 1, bodyEnd);
  const header = text.slice(start, bodyStart);
  const lines = splitLines(text, bodyStart, bodyEnd);
  const keepsEnd = /^.\d?\+/.test(header);
  const isMeasured = !/^.[-+]?\d/.test(header);
  const shape = measure(lines, isMeasured ? '' : String(node.value));
  if (shape.contentEnd === 0) {
    if (keepsEnd && bodyEnd > bodyStart) builder.add(Math.max(1, lines.length - 1), bodyStart, bodyEnd - bodyStart);
    return builder.build(bodyStart);
  }
  const from = node.type === 'BLOCK_LITERAL' ? literal(lines, shape, builder) : folded(lines, shape, builder);
  if (keepsEnd) keepEnd(lines, shape, builder, from);
  else if (!/^.\d?-/.test(header)) builder.add(1, from, breakWidth(text, from));
  return builder.build(bodyStart);
}

function splitLines(text: string, start: number, end: number): readonly Line[] {
  const lines: Line[] = [];
  for (let at = start; ;) {
    const newline = text.indexOf('\n', at);
    const isLast = newline < 0 || newline >= end;
    const stop = isLast ? end : newline;
    let content = at;
    while (content < stop && text.charAt(content) === ' ') content++;
    const lineEnd = stop > content && text.charAt(stop - 1) === '\r' ? stop - 1 : stop;
    lines.push({ start: at, content, end: lineEnd, next: stop + 1, hasTab: text.charAt(content) === '\t' });
    if (isLast) return lines;
    at = newline + 1;
  }
}

interface Shape {
  readonly indent: number;
  /** The first line with content. */
  readonly contentStart: number;
  /** After the last line that belongs to the text whatever the chomping is. */
  readonly contentEnd: number;
}

/** @param value Where the header gives the indentation: what was read, which keeps the spaces that are beyond it. */
function measure(lines: readonly Line[], value: string): Shape {
  const hasContent = (line: Line): boolean => line.end > line.content;
  let contentEnd = lines.findLastIndex(hasContent) + 1;
  const contentStart = Math.max(0, lines.findIndex(hasContent));
  const first = lines[contentStart];
  const beyond = /^ */.exec(value.split('\n')[contentStart] ?? '')?.[0].length ?? 0;
  const indent = first ? first.content - first.start - beyond : 0;
  const isDeeper = (line: Line): boolean => line.content - line.start > indent;
  // Trailing lines of blanks alone that are indented more are content.
  if (contentEnd > 0) contentEnd = Math.max(contentEnd, lines.findLastIndex(isDeeper) + 1);
  return { indent, contentStart, contentEnd };
}

/** Where a line's content begins: after the indentation of the text, so its own deeper indentation counts. */
function textStart(line: Line, indent: number): number {
  return Math.min(line.content, line.start + indent);
}

/** Each adder returns where the last content ends: what follows it (a line break) is the chomping's. */
function literal(lines: readonly Line[], { indent, contentEnd }: Shape, builder: SegmentBuilder): number {
  let from = 0;
  lines.slice(0, contentEnd).forEach((line, index) => {
    const start = textStart(line, indent);
    if (index > 0) builder.add(1, from, start - from);
    builder.add(line.end - start, start);
    from = line.end;
  });
  return from;
}

function folded(lines: readonly Line[], { indent, contentStart, contentEnd }: Shape, builder: SegmentBuilder): number {
  let from = lines[0]?.start ?? 0;
  /** What stands before the next content: nothing yet, a space, or one line break or two. */
  let separator: '' | ' ' | '\n' | '\n\n' = '';
  let wasDeeper = false;
  for (const line of lines.slice(0, contentStart)) {
    const start = textStart(line, indent);
    builder.add(line.content - start, start);
    builder.add(1, line.content, line.next - line.content);
    from = line.next;
  }
  for (const line of lines.slice(contentStart, contentEnd)) {
    const start = textStart(line, indent);
    const isDeeper = line.content > start || line.hasTab;
    if (!isDeeper && line.content === line.end) {
      if (separator === '\n') {
        builder.add(1, from, line.end - from);
        from = line.end;
      } else separator = '\n';
      continue;
    }
    if (isDeeper) separator = separator === ' ' ? '\n' : !wasDeeper && separator === '\n' ? '\n\n' : separator;
    builder.add(separator.length, from, start - from);
    builder.add(line.end - start, start);
    from = line.end;
    separator = isDeeper ? '\n' : ' ';
    wasDeeper = isDeeper;
  }
  return from;
}

function keepEnd(lines: readonly Line[], { indent, contentEnd }: Shape, builder: SegmentBuilder, from: number): void {
  let at = from;
  for (const line of lines.slice(contentEnd)) {
    const start = textStart(line, indent);
    builder.add(1, at, start - at);
    at = start;
  }
  if (lines.length === contentEnd) builder.add(1, at, 0);
}

function breakWidth(text: string, at: number): number {
  if (text.startsWith('\r\n', at)) return 2;
  return at < text.length ? 1 : 0;
}
