import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './writeFileAtomically.ts';
import { writeFully } from './writeFully.ts';

/** So much is gathered before it is written. In UTF-16 units. */
const gathered = 1 << 16;

/**
 * Writes a text that comes in pieces, so that the file is there whole or not at all: beside it first, then renamed. No more than
 * one piece and a buffer is held. Rejects with the system's error, or with that of the text.
 */
export async function writeTextStream(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      let end = 0;
      for await (const text of inChunks(pieces)) {
        const bytes = Buffer.from(text);
        await writeFully(file, bytes, end);
        end += bytes.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
  await syncFolder(dirname(path));
}

/** The same text in larger pieces: rows are short, and there may be many. */
export async function* inChunks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length < gathered) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
