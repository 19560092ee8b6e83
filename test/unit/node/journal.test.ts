import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../src/core/run/journal/journal.ts';
import { encodeEvent } from '../../../src/core/run/journal/journalCodec.ts';
import { openFileJournal } from '../../../src/node/fileJournal.ts';
import { createGroupWriter, type SyncedFile } from '../../../src/node/groupWriter.ts';
import { readJournal } from '../../../src/node/journalReader.ts';

function event(number: number, message = 'broken «ä» 🚢'): JournalEvent {
  const error = { kind: 'server', message, status: 500, requestId: null, ambiguous: false } as const;
  return { type: 'attempt', trial: `trial-${number}`, attempt: 1, judge: null, error, at: number };
}

/** A disk in memory that writes as much at once as it is told to. */
function memoryFile(take: (length: number) => number = (length) => length) {
  let bytes = Buffer.alloc(0);
  let writes = 0;
  let syncs = 0;
  const file: SyncedFile = {
    async write(from, offset, length, position) {
      await new Promise(setImmediate);
      writes++;
      const taken = Math.min(length, take(length));
      const grown = Buffer.alloc(Math.max(bytes.length, position + taken));
      bytes.copy(grown);
      grown.set(from.subarray(offset, offset + taken), position);
      bytes = grown;
      return { bytesWritten: taken };
    },
    async datasync() {
      await new Promise(setImmediate);
      syncs++;
    },
  };
  return { file, bytes: () => bytes, counts: () => ({ writes, syncs }) };
}

/** What `readJournal` reads from: bytes, in pieces of at most so many. */
function readable(bytes: Uint8Array, most = Number.POSITIVE_INFINITY) {
  const read = (buffer: Uint8Array, offset: number, length: number, position: number) => {
    const piece = bytes.subarray(position, position + Math.min(length, most));
    buffer.set(piece, offset);
    return Promise.resolve({ bytesRead: piece.length, buffer });
  };
  return { read } as unknown as Parameters<typeof readJournal>[0];
}

async function replayed(
  bytes: Uint8Array,
  most?: number,
): Promise<{ events: readonly JournalEvent[]; damaged: number }> {
  const events: JournalEvent[] = [];
  let damaged = 0;
  for await (const { event: found } of readJournal(readable(bytes, most), { to: bytes.length }, () => damaged++))
    events.push(found);
  return { events, damaged };
}

describe('writing', () => {
  it('goes on until every byte is taken, however few the disk takes at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.array(fc.string(), { maxLength: 8 }),
        async (takes, texts) => {
          let turn = 0;
          const disk = memoryFile(() => takes[turn++ % takes.length] ?? 1);
          const writer = createGroupWriter(disk.file, 0);
          const offsets = await Promise.all(texts.map((text) => writer.append(Buffer.from(`${text}\n`))));
          expect(disk.bytes().toString()).toBe(texts.map((text) => `${text}\n`).join(''));
          texts.forEach((text, index) => {
            const at = offsets[index] ?? -1;
            expect(
              disk
                .bytes()
                .subarray(at, at + Buffer.byteLength(text))
                .toString(),
            ).toBe(text);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('waits for the disk once for all that came meanwhile', async () => {
    const disk = memoryFile();
    const writer = createGroupWriter(disk.file, 0);
    await Promise.all(Array.from({ length: 100 }, (_, number) => writer.append(Buffer.from(`${number}\n`))));
    expect(disk.counts()).toEqual({ writes: 2, syncs: 2 });
    await writer.append(Buffer.from('later\n'));
    expect(disk.counts()).toEqual({ writes: 3, syncs: 3 });
  });

  it.each([
    ['takes nothing', () => 0, 'the disk took 0 of 4 bytes and no more'],
    [
      'fails',
      () => {
        throw new Error('ENOSPC');
      },
      'ENOSPC',
    ],
  ])('to a disk that %s refuses all that waits and all that comes', async (_name, take, message) => {
    const writer = createGroupWriter(memoryFile(take).file, 0);
    const results = await Promise.allSettled([1, 2, 3].map(() => writer.append(Buffer.from('one\n'))));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(writer.append(Buffer.from('two\n'))).rejects.toThrow(message);
    await writer.drained();
  });
});

describe('replaying', () => {
  const events = [event(1), event(2, 'ü'.repeat(300)), event(3)];
  const bytes = Buffer.from(events.map((each) => `${encodeEvent(each)}\n`).join(''));

  it('a journal that was cut at any byte gives the events before the cut', async () => {
    const ends = events.map((_, index) =>
      Buffer.byteLength(
        events
          .slice(0, index + 1)
          .map((each) => `${encodeEvent(each)}\n`)
          .join(''),
      ),
    );
    for (let length = 0; length <= bytes.length; length++) {
      const whole = ends.filter((end) => end <= length).length;
      const result = await replayed(bytes.subarray(0, length));
      expect(result.events).toEqual(events.slice(0, whole));
      expect(result.damaged).toBe(length === 0 || ends.includes(length) ? 0 : 1);
    }
  });

  it('a journal with one wrong byte loses at most the lines beside it', async () => {
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x01;
      const { events: kept } = await replayed(damaged);
      expect(kept.length).toBeGreaterThanOrEqual(1);
      for (const each of kept) expect(events).toContainEqual(each);
    }
  });

  it('gives the same in pieces of any size', async () => {
    for (const most of [1, 2, 3, 7, 64, 500]) expect(await replayed(bytes, most)).toEqual({ events, damaged: 0 });
  });

  it('passes over what is no journal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
        const { events: found } = await replayed(Buffer.concat([noise, Buffer.from('\n'), bytes]));
        expect(found).toEqual(events);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a journal on disk', () => {
  let folder = '';
  let path = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scenarist-journal-'));
    path = join(folder, 'journal.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function all(mode: 'append' | 'read' = 'read') {
    const journal = await openFileJournal(path, mode);
    const found = [];
    for await (const each of journal.replay()) found.push(each);
    return { journal, found, events: found.map((each) => each.event) };
  }

  it('gives back what was appended, in order and at its position', async () => {
    const journal = await openFileJournal(path, 'append');
    const events = Array.from({ length: 50 }, (_, number) => event(number));
    const positions = await Promise.all(events.map((each) => journal.append(each)));
    for (const [index, position] of positions.entries()) expect(await journal.read(position)).toEqual(events[index]);
    await journal.close();
    const { found, journal: again } = await all();
    expect(found).toEqual(events.map((each, index) => ({ event: each, position: positions[index] })));
    expect(again.damage).toMatchObject({ lines: 0, bytes: 0 });
    await again.close();
  });

  it('goes on after a line that a crash tore, and keeps the torn line where it is', async () => {
    const journal = await openFileJournal(path, 'append');
    await journal.append(event(1));
    const { offset, length } = await journal.append(event(2));
    await journal.close();
    await truncate(path, offset + Math.floor(length / 2));
    const torn = await readFile(path);

    const resumed = await openFileJournal(path, 'append');
    await resumed.append(event(3));
    await resumed.close();
    const { events, journal: again } = await all();
    expect(events).toEqual([event(1), event(3)]);
    expect(again.damage).toMatchObject({ lines: 1, bytes: Math.floor(length / 2) });
    expect((await readFile(path)).subarray(0, torn.length)).toEqual(torn);
    await again.close();
  });

  it('is empty where there is none, and is not made by reading', async () => {
    const { events, journal } = await all();
    expect(events).toEqual([]);
    await expect(journal.append(event(1))).rejects.toThrow('reading only');
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  it('says when a position holds no event any more', async () => {
    const journal = await openFileJournal(path, 'append');
    const position = await journal.append(event(1));
    await writeFile(path, 'x'.repeat(position.length));
    await expect(journal.read(position)).rejects.toThrow('damaged at byte 0');
    await journal.close();
  });

  it('holds lines that are longer than a chunk', async () => {
    const journal = await openFileJournal(path, 'append');
    const long = event(1, 'ä'.repeat(400_000));
    await journal.append(long);
    await journal.append(event(2));
    await journal.close();
    await appendFile(path, 'x'.repeat(300_000));
    const { events, journal: again } = await all();
    expect(events).toEqual([long, event(2)]);
    expect(again.damage).toMatchObject({ lines: 1, bytes: 300_000 });
    await again.close();
  });
});
