import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JournalEvent } from '../../../src/core/run/journal/journal.ts';
import { encodeEvent } from '../../../src/core/run/journal/journalCodec.ts';
import { openFileJournal } from '../../../src/node/fileJournal.ts';
import { followJournal } from '../../../src/node/followJournal.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scenarist-follow-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const end = (at: number): JournalEvent => ({ type: 'end', reason: 'finished', at });

it('what another process appends comes once, a half line when it is whole, and the last of it when that is gone', async () => {
  const path = join(folder, 'journal.jsonl');
  const line = (at: number): string => `${encodeEvent(end(at))}\n`;
  await appendFile(path, line(1));
  const journal = await openFileJournal(path, 'read');
  const before = journal.replay();
  while ((await before.next()).done !== true);
  // What the other one does, turn by turn.
  const steps = [
    () => appendFile(path, line(2).slice(0, 20)),
    () => appendFile(path, line(2).slice(20) + line(3)),
    () => Promise.resolve(),
    () => appendFile(path, line(4)),
  ];
  const seen: unknown[] = [];
  const isLive = async (): Promise<boolean> => {
    await steps.shift()?.();
    return steps.length > 0;
  };
  const clock = { now: () => 0, sleep: () => Promise.resolve() };
  for await (const { event, position } of followJournal(journal, {
    isLive,
    clock,
    signal: new AbortController().signal,
  })) {
    expect(await journal.read(position)).toEqual(event);
    seen.push(event);
  }
  expect(seen).toEqual([end(2), end(3), end(4)]);
  await journal.close();
});
