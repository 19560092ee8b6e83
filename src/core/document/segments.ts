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
