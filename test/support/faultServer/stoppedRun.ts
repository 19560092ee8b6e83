import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executeRun } from '../../../src/core/run/executeRun.ts';
import type { JournalEvent } from '../../../src/core/run/journal/journal.ts';
import type { Block } from '../../../src/core/transcript/transcript.ts';
import { openFileJournal } from '../../../src/node/fileJournal.ts';
import { answerOf, fakeProvider, testRun } from '../runs.ts';
import { createCallClock, type CallClock } from './callClock.ts';
import type { Dialect } from './dialect.ts';
import { begin, write, type Fault } from './fault.ts';
import { startFaultServer } from './faultServer.ts';
import { timedProviders } from './timedProviders.ts';

export interface StoppedRun {
  /** From Stop to the end of the run, in milliseconds. */
  readonly answeredMs: number;
  readonly requestsAfter: number;
  /** Of the streams that were open, how many are still. */
  readonly open: number;
  /** What had arrived of each, as it was kept. */
  readonly partials: readonly (readonly Block[])[];
  /** Trials that have both a verdict and no whole answer. */
  readonly gradedPartials: number;
}

/** The answer begins, and goes on for ever. */
const endless: Fault = {
  name: 'an answer without end',
  meets: [],
  async play(stage) {
    begin(stage);
    await write(stage, stage.events.slice(0, Math.ceil(stage.events.length / 2)).join(''));
    await stage.gone;
  },
};

/** A run that is stopped when this many streams are open, over the real adapter and with a journal on the disk. */
export async function stoppedRun(streams: number, dialect: Dialect): Promise<StoppedRun> {
  // Enough answers before, for the concurrency to have widened.
  const answered = streams * 3;
  const clocks = new Map<string, CallClock>();
  const enough = Promise.withResolvers<undefined>();
  const server = await startFaultServer({
    dialect,
    script: ({ index }) => (index < answered ? null : endless),
    clockOf: (key) => clocks.get(key) ?? createCallClock(),
  });
  const folder = await mkdtemp(join(tmpdir(), 'scenarist-stop-'));
  const journal = await openFileJournal(join(folder, 'journal.jsonl'), 'append');
  try {
    const { input, stop } = testRun({
      provider: fakeProvider(() => answerOf('')),
      providers: timedProviders(server.url, dialect, clocks),
      threats: Array.from({ length: answered + 4 * streams }, (_, index) => `case-${index + 1}`),
      samples: 1,
      // Some workers wait for the disk, and the others are to reach the limit.
      concurrency: 2 * streams,
    });
    const open = new Set<string>();
    const events: JournalEvent[] = [];
    const reading = (async () => {
      for await (const event of executeRun({ ...input, journal, limits: { '*': { concurrency: streams } } })) {
        if (event.type === 'delta') open.add(event.trial);
        else events.push(event.event);
        if (event.type === 'journaled' && event.event.type === 'outcome') open.delete(event.event.trial);
        if (open.size === streams && server.ledger.length === answered + streams) enough.resolve(undefined);
      }
    })();
    await enough.promise;
    const before = server.ledger.length;
    const startedAt = performance.now();
    stop.abort();
    await reading;
    const answeredMs = performance.now() - startedAt;
    // The server hears of closed connections a little later.
    for (let wait = 0; wait < 200 && server.ledger.some(({ closed }) => !closed); wait++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const stopped = events.flatMap((event) =>
      event.type === 'outcome' && event.result.status === 'stopped'
        ? [{ trial: event.trial, partial: event.result.partial }]
        : [],
    );
    const graded = new Set(events.flatMap((event) => (event.type === 'verdict' ? [event.trial] : [])));
    return {
      answeredMs,
      requestsAfter: server.ledger.length - before,
      open: server.ledger.filter(({ closed }) => !closed).length,
      partials: stopped.map(({ partial }) => partial),
      gradedPartials: stopped.filter(({ trial }) => graded.has(trial)).length,
    };
  } finally {
    await server.close();
    await journal.close();
    await rm(folder, { recursive: true, force: true });
  }
}
