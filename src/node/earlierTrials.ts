import { join } from 'node:path';
import { reuse, type Recall, type ReuseInput } from '../core/run/journal/recall.ts';
import { openFileJournal, type FileJournal } from './fileJournal.ts';
import type { RunStore } from './runStore.ts';
import { indexTrials, shortId } from './trialIndex.ts';

/** So many trials are found again, those of the newest runs first: memory does not grow with what was ever run. */
const mostTrials = 500_000;

/** The completed trials of the earlier runs of a scenario. */
export interface EarlierTrials {
  readonly size: number;
  /** As far as the indexes say. */
  has(trial: string): boolean;
  recall(grading: Pick<ReuseInput, 'classifiers' | 'verdictKey'>): Recall;
  close(): Promise<void>;
}

export async function openEarlierTrials(store: RunStore, scenarioId: string): Promise<EarlierTrials> {
  return openTrials(store, await store.list(scenarioId));
}

/** The completed trials of these runs; of a trial that several have, that of the first. */
export async function openTrials(store: RunStore, runs: readonly string[]): Promise<EarlierTrials> {
  const places = new Map<string, { readonly run: string; readonly positions: readonly number[] }>();
  for (const run of runs) {
    if (places.size >= mostTrials) break;
    // A folder that holds no run that can be read has nothing to give.
    const index = await indexTrials(store.folderOf(run)).catch(() => null);
    for (const [id, positions] of index?.trials ?? []) if (!places.has(id)) places.set(id, { run, positions });
  }
  const journals = new Map<string, Promise<FileJournal>>();
  const journalOf = (run: string): Promise<FileJournal> => {
    const journal = journals.get(run) ?? openFileJournal(join(store.folderOf(run), 'journal.jsonl'), 'read');
    journals.set(run, journal);
    return journal;
  };
  return {
    size: places.size,
    has: (trial) => places.has(shortId(trial)),
    recall: (grading) => async (trial) => {
      const place = places.get(shortId(trial.id));
      if (place === undefined) return null;
      const { run, positions } = place;
      try {
        const journal = await journalOf(run);
        const events = await Promise.all(pairs(positions).map((position) => journal.read(position)));
        return reuse({ ...grading, trial, events, run });
      } catch {
        // The folder was deleted, or its journal changed: the trial is sent.
        return null;
      }
    },
    async close() {
      for (const journal of journals.values()) await (await journal.catch(() => null))?.close();
    },
  };
}

function pairs(numbers: readonly number[]): readonly { readonly offset: number; readonly length: number }[] {
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, at) => ({
    offset: numbers[2 * at] ?? 0,
    length: numbers[2 * at + 1] ?? 0,
  }));
}
