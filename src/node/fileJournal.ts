import { open, type FileHandle } from 'node:fs/promises';
import { decodeEvent, encodeEvent } from '../core/run/journal/journalCodec.ts';
import type { Journal, JournalEvent, JournalPosition } from '../core/run/journal/journal.ts';
import { createGroupWriter, type GroupWriter } from './groupWriter.ts';
import { readJournal, type JournalDamage } from './journalReader.ts';

export interface FileJournal extends Journal {
  /** What the last `replay` passed over. */
  readonly damage: JournalDamage;
  /** Where the last event that was replayed ends, and the next one begins: what is there later can be replayed from it. */
  readonly replayed: number;
  /** From the start, unless an offset is given at which a line begins. */
  replay(from?: number): AsyncGenerator<{ readonly event: JournalEvent; readonly position: JournalPosition }>;
}

/**
 * Opens a journal. To `append`, the file is made if there is none; to `go-on`, it has to be there, and rejects with ENOENT. In both
 * a line that a crash tore is closed so that it stays where it is and harms no other. To `read`, a missing file is an empty
 * journal, and damage.
 */
export async function openFileJournal(path: string, mode: 'append' | 'go-on' | 'read'): Promise<FileJournal> {
  const file = await openFile(path, mode);
  const writer = mode !== 'read' && file !== null ? await startWriter(file) : null;
  return new HandleJournal(path, file, writer);
}

async function openFile(path: string, mode: 'append' | 'go-on' | 'read'): Promise<FileHandle | null> {
  if (mode === 'read') {
    try {
      return await open(path, 'r');
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
      throw cause;
    }
  }
  if (mode === 'go-on') return open(path, 'r+');
  // Not `a`: the writer says where each write goes, so that a short one can be completed in its place.
  const file = await open(path, 'wx+', 0o600).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return null;
    throw cause;
  });
  return file ?? open(path, 'r+');
}

async function startWriter(file: FileHandle): Promise<GroupWriter> {
  const { size } = await file.stat();
  const writer = createGroupWriter(file, size);
  if (size === 0) return writer;
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  if (last[0] !== 10) await writer.append(Buffer.from('\n'));
  return writer;
}

class HandleJournal implements FileJournal {
  private readonly path: string;
  private readonly file: FileHandle | null;
  private readonly writer: GroupWriter | null;
  private lines = 0;
  private bytes = 0;
  replayed = 0;

  constructor(path: string, file: FileHandle | null, writer: GroupWriter | null) {
    this.path = path;
    this.file = file;
    this.writer = writer;
  }

  get damage(): JournalDamage {
    return { lines: this.lines, bytes: this.bytes, isGone: this.file === null };
  }

  async append(event: JournalEvent): Promise<JournalPosition> {
    if (this.writer === null) throw new Error(`${this.path} is open for reading only`);
    const line = Buffer.from(`${encodeEvent(event)}\n`);
    return { offset: await this.writer.append(line), length: line.length - 1 };
  }

  async read({ offset, length }: JournalPosition): Promise<JournalEvent> {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = this.file === null ? { bytesRead: 0 } : await this.file.read(bytes, 0, length, offset);
    const event = bytesRead === length ? decodeEvent(bytes.toString('utf8')) : null;
    if (event === null) throw new Error(`${this.path} is damaged at byte ${offset}: the run's journal was changed`);
    return event;
  }

  async *replay(from = 0): AsyncGenerator<{ readonly event: JournalEvent; readonly position: JournalPosition }> {
    this.lines = 0;
    this.bytes = 0;
    this.replayed = from;
    if (this.file === null) return;
    const { size } = await this.file.stat();
    const onDamage = (bytes: number): void => {
      this.lines++;
      this.bytes += bytes;
    };
    for await (const found of readJournal(this.file, { from, to: size }, onDamage)) {
      this.replayed = found.position.offset + found.position.length + 1;
      yield found;
    }
  }

  async close(): Promise<void> {
    await this.writer?.drained();
    await this.file?.close();
  }
}
