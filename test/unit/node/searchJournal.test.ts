import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trialsPage } from '../../../src/core/view/trialsPage.ts';
import { openStoredRun, type RunSession } from '../../../src/node/runSession.ts';
import { rareWord, writeLargeRun } from '../../support/largeRun.ts';

const trials = 1000;
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
let root = '';
let session: RunSession;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'scenarist-search-'));
  const opened = await openStoredRun({ root, run: await writeLargeRun(root, trials), log });
  if (opened === null) throw new Error('the run cannot be read');
  session = opened;
});
afterAll(async () => {
  await session.close();
  await rm(root, { recursive: true, force: true });
});

async function found(text: string, stopAfter = Number.POSITIVE_INFINITY): Promise<ReadonlySet<string>> {
  const all = new Set<string>();
  const stop = new AbortController();
  let steps = 0;
  for await (const step of session.search(text, { from: 0, signal: stop.signal })) {
    for (const trial of step.trials) all.add(trial);
    if (++steps === stopAfter) stop.abort();
  }
  return all;
}

test.each([
  ['a word that one in a hundred has', rareWord, 10],
  ['whatever its letters', rareWord.toUpperCase(), 10],
  ['a word that all have', 'engineers', trials],
  ['what only the journal says, and no transcript', 'outcome', 0],
  ['what JSON escapes', 'a "quote"', 0],
])('%s', async (_, text, expected) => {
  expect((await found(text)).size).toBe(expected);
});

test('a page of what was found counts exactly, beside the other filters', async () => {
  const hasText = await found(rareWord);
  expect(trialsPage(session.state, {}, 0, 4, hasText)).toMatchObject({ total: 10, rows: { length: 4 } });
  const positive = trialsPage(session.state, { classifier: 'leak', verdict: 'positive' }, 0, 100, hasText);
  expect(positive.total).toBe(2);
});

test('a search that is stopped reads no further', async () => {
  expect((await found('engineers', 1)).size).toBeLessThan(trials);
});

test('what is kept of a trial are numbers and values that many share, and no text but its id', () => {
  const shared = new Map<unknown, number>();
  for (const { id, ...record } of session.state.trials()) {
    expect(id).toHaveLength(64);
    for (const value of Object.values(record).flat()) {
      if (typeof value === 'object' && value !== null && !('offset' in value))
        shared.set(value, (shared.get(value) ?? 0) + 1);
    }
    const texts = Object.values(record).filter((value) => typeof value === 'string');
    expect(texts).toEqual(['completed']);
  }
  expect(shared.size).toBeLessThan(10);
});
