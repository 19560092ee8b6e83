import { acknowledged, callOf } from './books.ts';
import { planned } from './harbor.ts';
import type { KilledRun } from './killedRun.ts';

/** What must be the same of any two runs of the harbor, however often they were killed. */
export function outcomeOf({ result, events }: Pick<KilledRun, 'result' | 'events'>): object {
  if (result.code !== 0) return result;
  const { cells, trials } = JSON.parse(result.stdout) as { cells: unknown; trials: unknown };
  const transcripts = events.flatMap((event) =>
    event.type === 'outcome' && event.result.status === 'completed'
      ? [[event.trial, event.result.transcript.messages] as const]
      : [],
  );
  return { code: result.code, cells, trials, transcripts: Object.fromEntries(transcripts) };
}

/** Every promise that a killed run broke, in words; none is fine. */
export function findFaults(run: KilledRun): readonly string[] {
  return [...lost(run), ...twice(run), ...unlisted(run), ...booked(run)];
}

function lost({ events, acknowledged: after }: KilledRun): readonly string[] {
  const kept = new Set(acknowledged(events));
  return after.flat().flatMap((each) => (kept.has(each) ? [] : [`lost: ${each.slice(0, 80)}`]));
}

function twice({ events }: KilledRun): readonly string[] {
  const completed = events.flatMap((event) =>
    event.type === 'outcome' && event.result.status === 'completed' ? [event.trial] : [],
  );
  const verdicts = events.flatMap((event) =>
    event.type === 'verdict' ? [callOf(event.trial, event.verdict.classifier)] : [],
  );
  return [
    ...repeated(completed).map((trial) => `completed twice: ${trial}`),
    ...repeated(verdicts).map((call) => `graded twice: ${call}`),
    ...(completed.length === planned ? [] : [`${completed.length} of ${planned} trials completed`]),
    ...(verdicts.length === 2 * planned ? [] : [`${verdicts.length} of ${2 * planned} verdicts`]),
  ];
}

/** What a kill left in flight is in the journal as an ambiguous attempt, and nothing else is. */
function unlisted({ events, inFlight }: KilledRun): readonly string[] {
  const listed = events.flatMap((event) =>
    event.type === 'attempt' && event.error.ambiguous ? [callOf(event.trial, event.judge)] : [],
  );
  const expected = [...inFlight.values()];
  return String(listed.sort()) === String(expected.sort())
    ? []
    : [`listed ${listed.length} of ${expected.length} lost`];
}

/** A request has its intent, and no answer that was kept is asked for again: only what was lost in flight is. */
function booked({ events, berths, posts }: KilledRun): readonly string[] {
  const intents = new Map<string, number>();
  const lostCalls = new Map<string, number>();
  const conditionOf = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'intent') {
      conditionOf.set(event.trial, event.condition);
      count(intents, keyOf(berths, event.condition, event.judge));
    } else if (event.type === 'attempt' && event.error.ambiguous)
      count(lostCalls, keyOf(berths, conditionOf.get(event.trial) ?? '', event.judge));
  }
  const samples = planned / berths.size;
  return [...posts].flatMap(([key, sent]) => [
    ...(sent <= (intents.get(key) ?? 0) ? [] : [`${key}: ${sent} requests, ${intents.get(key) ?? 0} intents`]),
    ...(sent <= samples + (lostCalls.get(key) ?? 0) ? [] : [`${key}: bought again: ${sent} requests`]),
  ]);
}

function keyOf(berths: ReadonlyMap<string, string>, condition: string, judge: string | null): string {
  return `${judge === null ? '' : 'judge of '}${berths.get(condition) ?? ''}`;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}
