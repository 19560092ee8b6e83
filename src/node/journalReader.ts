import type { FileHandle } from 'node:fs/promises';
import { decodeEvent } from '../core/run/journal/journalCodec.ts';
import type { JournalEvent, JournalPosition } from '../core/run/journal/journal.ts';

export interface JournalDamage {
  readonly lines: number;
  readonly bytes: number;
  /** There is no file. A run is made with it, so that somebody took it away. */
  readonly isGone: boolean;
}

const chunkBytes = 1 << 18;
const lineEnd = 10;
/** No line of ours is near this; what is longer is no line, and is passed over without being held. */
const longestLine = 1 << 26;

type ReadableFile = Pick<FileHandle, 'read'>;

/**
 * The events of a journal between two offsets, in chunks: a journal may be larger than the longest string. A line that is torn
 * or damaged is counted in `onDamage` and passed over.
 */
export async function* readJournal(
  file: ReadableFile,
  { from = 0, to }: { readonly from?: number; readonly to: number },
  onDamage: (bytes: number) => void,
): AsyncGenerator<{ readonly event: JournalEvent; readonly position: JournalPosition }> {
  for await (const { bytes, offset, length } of readLines(file, from, to)) {
    const event = bytes === null ? null : decodeEvent(bytes.toString('utf8'));
    if (event !== null) yield { event, position: { offset, length } };
    else if (length > 0) onDamage(length);
  }
}

export interface JournalLine {
  /** Null where it is too long to be one. */
  readonly bytes: Buffer | null;
  readonly offset: number;
  /** Without the line end. */
  readonly length: number;
}

/** The lines between two offsets as they are, whole or torn. */
export async function* readLines(file: ReadableFile, begin: number, size: number): AsyncGenerator<JournalLine> {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let held: Buffer[] = [];
  let heldBytes = 0;
  let start = begin;
  for (let at = begin; at < size;) {
    const { bytesRead } = await file.read(chunk, 0, Math.min(chunkBytes, size - at), at);
    if (bytesRead === 0) break;
    const read = chunk.subarray(0, bytesRead);
    let from = 0;
    for (let end = read.indexOf(lineEnd); end !== -1; end = read.indexOf(lineEnd, from)) {
      const length = at + end - start;
      yield { bytes: length > longestLine ? null : join(held, read.subarray(from, end)), offset: start, length };
      held = [];
      heldBytes = 0;
      from = end + 1;
      start = at + from;
    }
    heldBytes += bytesRead - from;
    // The chunk is used again, so what is held of it is copied.
    if (heldBytes <= longestLine) held.push(Buffer.from(read.subarray(from)));
    else held = [];
    at += bytesRead;
  }
  // Without a line end: torn. It is given all the same, to be counted.
  if (start < size) yield { bytes: null, offset: start, length: size - start };
}

function join(held: readonly Buffer[], last: Buffer): Buffer {
  return held.length === 0 ? last : Buffer.concat([...held, last]);
}
