import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RunSession } from '../src/node/runSession.ts';
import { openStoredRun } from '../src/node/runSession.ts';
import { runView } from '../src/core/view/runView.ts';
import { trialsPage } from '../src/core/view/trialsPage.ts';
import { rareWord, writeLargeRun } from '../test/support/largeRun.ts';
import { median, type Row } from './report.ts';

const trials = 100_000;
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** What the extension host does and keeps for a run of 100,000 trials, read from disk. */
export async function benchLargeRun(): Promise<readonly Row[]> {
  return withLargeRun(trials, async (root, run) => {
    const collect = collector();
    const before = collect();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const started = performance.now();
    const session = await openStoredRun({ root, run, log });
    const readMs = performance.now() - started;
    delay.disable();
    if (session === null) throw new Error('the large run cannot be read');
    const heap = (collect() - before) / 2 ** 20;
    const note = `${trials} trials in ${(readMs / 1000).toFixed(1)} s`;
    const rows: readonly Row[] = [
      { what: 'reading the journal', value: readMs, unit: 'ms', atMost: null, note },
      { what: 'reading, the longest that others wait', value: delay.max / 1e6, unit: 'ms', atMost: 50 },
      { what: 'heap that the run takes', value: heap, unit: 'MB', atMost: 150 },
      { what: 'view of the run', value: timeOf(() => runView(session.state, shown)), unit: 'ms', atMost: 50 },
      ...pages(session),
      ...(await searches(session)),
    ];
    await session.close();
    return rows;
  });
}

const shown = { stale: false, stopping: false };

/** Makes a large run in a folder of its own, and takes it away. */
export async function withLargeRun<Result>(
  count: number,
  use: (root: string, run: string) => Promise<Result>,
): Promise<Result> {
  const root = await mkdtemp(join(tmpdir(), 'scenarist-large-'));
  try {
    return await use(root, await writeLargeRun(root, count));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function pages({ state, manifest }: RunSession): readonly Row[] {
  const condition = manifest.conditions.at(-1)?.id ?? '';
  const row = (what: string, work: () => unknown): Row => ({ what, value: timeOf(work), unit: 'ms', atMost: 100 });
  return [
    row('the last page of all', () => trialsPage(state, {}, trials - 100, 100)),
    row('filter by verdict', () => trialsPage(state, { classifier: 'leak', verdict: 'positive' }, 0, 100)),
    row('filter by condition', () => trialsPage(state, { condition, model: 'scripted/demo' }, 0, 100)),
  ];
}

async function searches(session: RunSession): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [what, text] of [
    ['a rare word', rareWord],
    ['a word that all have', 'engineers'],
  ] as const) {
    const started = performance.now();
    let first: number | null = null;
    let found = 0;
    for await (const step of session.search(text, { from: 0, signal: new AbortController().signal })) {
      found += step.trials.length;
      if (found > 0) first ??= performance.now() - started;
    }
    const note = `${found} found, the first after ${first?.toFixed(0) ?? '–'} ms`;
    rows.push({
      what: `search of all transcripts: ${what}`,
      value: performance.now() - started,
      unit: 'ms',
      atMost: null,
      note,
    });
  }
  return rows;
}

/** The median of several times, in milliseconds. */
function timeOf(work: () => unknown): number {
  return median(
    Array.from({ length: 9 }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    }),
  );
}

/** Bytes of the heap that are in use after a collection. */
function collector(): () => number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  };
}
