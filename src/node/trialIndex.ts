import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EndEvent, JournalEvent, JournalPosition } from '../core/run/journal/journal.ts';
import type { RunState } from '../core/run/state/runState.ts';
import { isObject } from '../core/text/json.ts';
import { openFileJournal } from './fileJournal.ts';
import { writeFileAtomically } from './writeFileAtomically.ts';

/**
 * Where a run's journal holds its completed trials, so that they are found without reading it. It is kept beside the journal
 * as trials.json and can be made again at any time; it is believed as long as the journal's size and time are those it names.
 */
export interface TrialIndex {
  readonly size: number;
  readonly mtimeMs: number;
  /** Up to where the journal was read. */
  readonly read: number;
  /** How the run ended last; null while it is under way, or was when its process ended. */
  readonly end: EndEvent['reason'] | null;
  /** By the first digits of a trial's id: offset and length of its outcome, then of each verdict and review. */
  readonly trials: ReadonlyMap<string, readonly number[]>;
}

/** Long enough that no two trials share it; what is read at a position says whose it is. */
export function shortId(trial: string): string {
  return trial.slice(0, 16);
}

const fileName = 'trials.json';

/** The index of a run's folder: as it was kept, or made by reading what the journal has more. */
export async function indexTrials(folder: string): Promise<TrialIndex> {
  const path = join(folder, 'journal.jsonl');
  const now = await measure(path);
  const kept = readIndex(await readFile(join(folder, fileName), 'utf8').catch(() => ''));
  if (kept !== null && kept.size === now.size && kept.mtimeMs === now.mtimeMs) return kept;
  // A journal only grows; one that did not is another.
  const known = kept !== null && kept.size < now.size ? kept : { read: 0, end: null, trials: new Map() };
  const index = await readOn(path, now, known);
  await keep(folder, index);
  return index;
}

/** How long the journal was when it was last read to its end: a journal only grows. 0 where that is not known. */
export async function knownJournalSize(folder: string): Promise<number> {
  return readIndex(await readFile(join(folder, fileName), 'utf8').catch(() => ''))?.size ?? 0;
}

/** Keeps the index of a run that this process has ended. */
export async function keepTrialIndex(folder: string, state: RunState): Promise<void> {
  const now = await measure(join(folder, 'journal.jsonl'));
  const trials = new Map<string, readonly number[]>();
  for (const { id, state: ended, outcomeAt, verdictsAt } of state.trials()) {
    if (ended !== 'completed') continue;
    const positions = [outcomeAt, ...verdictsAt, ...state.reviews.positions(id)].filter(
      (position) => position !== null,
    );
    trials.set(
      shortId(id),
      positions.flatMap(({ offset, length }) => [offset, length]),
    );
  }
  await keep(folder, { ...now, read: now.size, end: state.end, trials });
}

async function readOn(
  path: string,
  now: Pick<TrialIndex, 'size' | 'mtimeMs'>,
  known: Pick<TrialIndex, 'read' | 'end' | 'trials'>,
): Promise<TrialIndex> {
  const trials = new Map([...known.trials].map(([id, positions]) => [id, [...positions]]));
  let { end } = known;
  const journal = await openFileJournal(path, 'read');
  try {
    for await (const { event, position } of journal.replay(known.read)) {
      // A person's label is no work of the run.
      if (event.type !== 'review') end = event.type === 'end' ? event.reason : null;
      note(trials, event, position);
    }
    return { ...now, read: journal.replayed, end, trials };
  } finally {
    await journal.close();
  }
}

function note(trials: Map<string, number[]>, event: JournalEvent, { offset, length }: JournalPosition): void {
  if (event.type === 'verdict' || event.type === 'review') trials.get(shortId(event.trial))?.push(offset, length);
  if (event.type !== 'outcome' || event.result.status !== 'completed') return;
  const id = shortId(event.trial);
  // The first response is the one that counts.
  if (!trials.has(id)) trials.set(id, [offset, length]);
}

async function measure(path: string): Promise<Pick<TrialIndex, 'size' | 'mtimeMs'>> {
  const { size, mtimeMs } = await stat(path);
  return { size, mtimeMs };
}

async function keep(folder: string, { trials, ...rest }: TrialIndex): Promise<void> {
  const text = JSON.stringify({ version: 1, ...rest, trials: [...trials] });
  // Without it nothing is lost but time.
  await writeFileAtomically(join(folder, fileName), `${text}\n`).catch(() => undefined);
}

function readIndex(text: string): TrialIndex | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || value['version'] !== 1 || !Array.isArray(value['trials'])) return null;
    const { size, mtimeMs, read, end } = value;
    if (typeof size !== 'number' || typeof mtimeMs !== 'number' || typeof read !== 'number' || !isEnd(end)) return null;
    const trials = value['trials'] as readonly unknown[];
    return trials.every(isEntry) ? { size, mtimeMs, read, end, trials: new Map(trials) } : null;
  } catch {
    return null;
  }
}

function isEnd(value: unknown): value is TrialIndex['end'] {
  return value === null || typeof value === 'string';
}

function isEntry(value: unknown): value is readonly [string, readonly number[]] {
  if (!Array.isArray(value) || typeof value[0] !== 'string' || !Array.isArray(value[1])) return false;
  return value[1].every((each) => Number.isSafeInteger(each) && Number(each) >= 0);
}
