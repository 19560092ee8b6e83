import { createReadStream } from 'node:fs';
import type { JournalEvent } from '../core/run/journal/journal.ts';
import type { RunManifest } from '../core/run/manifest.ts';
import { openRunStore } from './runStore.ts';

/** So many events are on their way to the disk at once. */
const together = 256;

/** Writes a run whose journal is known. Resolves to the folder. */
export async function writeImportedRun(
  root: string,
  manifest: RunManifest,
  events: AsyncIterable<JournalEvent>,
): Promise<string> {
  const { folder, journal, release } = await openRunStore(root).create(manifest);
  try {
    let pending: Promise<unknown>[] = [];
    for await (const event of events) {
      pending.push(journal.append(event));
      if (pending.length < together) continue;
      await Promise.all(pending);
      pending = [];
    }
    await Promise.all(pending);
  } finally {
    await journal.close();
    await release();
  }
  return folder;
}

/** A file that is not UTF-8. */
export class NotText extends Error {
  override readonly name = 'NotText';
}

/** The lines of a file, one held at a time. Rejects with `NotText`, or with the system's error. */
export async function* readTextLines(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const lines = (rest + decode(decoder, chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decode(decoder);
  if (rest !== '') yield rest;
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new NotText('it is not UTF-8 text', { cause });
  }
}
