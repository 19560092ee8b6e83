import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executeRun } from '../../../src/core/run/executeRun.ts';
import type { JournalEvent } from '../../../src/core/run/journal/journal.ts';
import { openFileJournal } from '../../../src/node/fileJournal.ts';
import { answerOf, fakeProvider, judgedClassifier, leakClassifier, testRun } from '../runs.ts';
import type { CallClock } from './callClock.ts';
import { checkBooks } from './checkBooks.ts';
import type { Dialect } from './dialect.ts';
import { drawing } from './drawing.ts';
import type { Fault } from './fault.ts';
import { startFaultServer } from './faultServer.ts';
import { timedProviders } from './timedProviders.ts';

export interface FaultyRun {
  /** How many POSTs the server accepted, and how many of them met the fault. */
  readonly posts: number;
  readonly faults: number;
  readonly completed: number;
  /** What does not balance; empty is well. */
  readonly problems: readonly string[];
}

/**
 * A run of 8 to 20 trials, every other one with a judge, against a server that fails in this way as the seed says: through the
 * real adapter, into a journal on the disk, whose books are then compared with those of the server.
 */
export async function faultyRun(fault: Fault, seed: number, dialect: Dialect): Promise<FaultyRun> {
  const draw = drawing(`${fault.name} ${seed}`);
  const trials = 8 + Math.floor(draw('trials') * 13);
  const share = 0.3 + draw('share') * 0.4;
  const clocks = new Map<string, CallClock>();
  const server = await startFaultServer({
    dialect,
    script({ key, before, index }) {
      const meets = fault.storm === undefined ? draw(`${key} ${before}`) < share : index < fault.storm;
      return meets ? fault : null;
    },
    clockOf(key) {
      const clock = clocks.get(key);
      if (clock === undefined) throw new Error(`nobody asked for ${key}`);
      return clock;
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'scenarist-faults-'));
  const path = join(folder, 'journal.jsonl');
  const journal = await openFileJournal(path, 'append');
  try {
    const { input, plan, clock, log } = testRun({
      provider: fakeProvider(() => answerOf('')),
      providers: timedProviders(server.url, dialect, clocks),
      threats: Array.from({ length: trials }, (_, index) => `case-${index + 1}`),
      samples: 1,
      concurrency: 1 + Math.floor(draw('concurrency') * 12),
      classifiers: draw('judged') < 0.5 ? [leakClassifier] : [leakClassifier, judgedClassifier],
    });
    const shown: JournalEvent[] = [];
    for await (const event of executeRun({ ...input, journal }))
      if (event.type === 'journaled') shown.push(event.event);
    await journal.close();
    const written = await readAll(path);
    const problems = checkBooks({
      ...{ fault, shown, written, plan },
      classifiers: input.scenario.classifiers,
      ledger: server.ledger,
    });
    if (server.elsewhere.requests > 0) problems.push(`${server.elsewhere.requests} requests followed a redirect`);
    if (log.errors.length > 0) problems.push(`faults of our own: ${log.errors.join('; ')}`);
    if (clock.slept.some((wait) => wait > 90_000)) problems.push(`a wait of ${Math.max(...clock.slept)} ms`);
    const met = server.ledger.filter((entry) => entry.fault !== null).length;
    const completed = written.filter((event) => event.type === 'outcome' && event.result.status === 'completed').length;
    return { posts: server.ledger.length, faults: met, completed, problems };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function readAll(path: string): Promise<readonly JournalEvent[]> {
  const journal = await openFileJournal(path, 'read');
  const events: JournalEvent[] = [];
  for await (const { event } of journal.replay()) events.push(event);
  if (journal.damage.lines > 0) throw new Error(`${journal.damage.lines} damaged lines`);
  await journal.close();
  return events;
}
