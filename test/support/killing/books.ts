/** What a journal on disk says, counted without the product's own state, to be compared with the service's books. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEvent } from '../../../src/core/run/journal/journal.ts';
import { decodeEvent } from '../../../src/core/run/journal/journalCodec.ts';

/** The one run of a folder; null where its process was killed before it had planned anything. */
export function runOf(folder: string): string | null {
  const runs = join(folder, '.scenarist', 'runs');
  if (!existsSync(runs)) return null;
  return readdirSync(runs).find((name) => existsSync(join(runs, name, 'run.json'))) ?? null;
}

export function eventsOf(folder: string, run: string): readonly JournalEvent[] {
  const text = readFileSync(join(folder, '.scenarist', 'runs', run, 'journal.jsonl'), 'utf8');
  return text.split('\n').flatMap((line) => decodeEvent(line) ?? []);
}

/** `berth 3` of each condition's id. */
export function berthsOf(folder: string, run: string): ReadonlyMap<string, string> {
  const plan = JSON.parse(readFileSync(join(folder, '.scenarist', 'runs', run, 'run.json'), 'utf8')) as {
    conditions: { id: string; levels: { berth: string } }[];
  };
  return new Map(plan.conditions.map(({ id, levels }) => [id, levels.berth.replace('b', 'berth ')]));
}

/** A call by its trial and judge. */
export function callOf(trial: string, judge: string | null): string {
  return judge === null ? trial : `${trial} ${judge}`;
}

/** The calls that were sent and have neither an answer nor an error, with the time of each. */
export function inFlight(events: readonly JournalEvent[]): readonly (readonly [call: string, at: number])[] {
  const open = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'intent') open.set(callOf(event.trial, event.judge), event.at);
    const closed =
      event.type === 'attempt'
        ? callOf(event.trial, event.judge)
        : event.type === 'outcome'
          ? callOf(event.trial, null)
          : event.type === 'verdict'
            ? callOf(event.trial, event.verdict.classifier)
            : null;
    if (closed !== null) open.delete(closed);
  }
  return [...open];
}

/** What may be told to a person: the completed trials and the verdicts, each as text. */
export function acknowledged(events: readonly JournalEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type === 'outcome' && event.result.status === 'completed')
      return [`${event.trial} ${JSON.stringify(event.result.transcript)}`];
    return event.type === 'verdict' ? [`${event.trial} ${JSON.stringify(event.verdict)}`] : [];
  });
}
