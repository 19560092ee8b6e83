import type { Cell, Rate, RunView, TrialRow, TrialState } from './viewTypes.ts';
import { centsUp, counted, count, dollars, interval, percent } from '../src/core/view/shown/numbers.ts';
import { runSentence } from '../src/core/view/shown/runSentence.ts';
import { leftOut, statusWords } from '../src/core/view/shown/words.ts';
import { plain } from './visibleText.ts';

const stateWords: Readonly<Record<TrialState, string>> = {
  waiting: 'waits for you',
  running: 'running…',
  completed: 'done',
  failed: 'failed',
  stopped: 'stopped',
};

/** When a run was made: «2 Mar, 14:02», with the year where it is another. */
export function timeOf(createdAt: string, to: 'minutes' | 'seconds' = 'minutes'): string {
  const date = new Date(createdAt);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return date.toLocaleString('en-GB', {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    ...(to === 'seconds' && { second: '2-digit' }),
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}

/** «2 actions wait for you». */
export function waitingWords(actions: number): string {
  return `${counted(actions, 'action waits', 'actions wait')} for you`;
}

/** What the run cost until now, beside its budget; empty for one that costs nothing. */
export function spendWords({ cost: { spent, budget } }: RunView): string {
  const [atLeast, atMost] = spent;
  if (atMost === 0 && budget === null) return '';
  if (atMost === null) return atLeast === 0 ? 'cost not known' : `at least ${dollars(atLeast)}`;
  const sum = atLeast === atMost ? dollars(atMost) : `at most ${dollars(atMost)}`;
  return budget === null ? sum : `${sum} of ${dollars(budget)}`;
}

/** All that there is to say about its cost, for who points at it. */
export function costSentence({ cost: { reserved, needed } }: RunView): string {
  const parts = [
    ...(reserved === null || reserved === 0 ? [] : [`${dollars(reserved)} set aside for what is under way`]),
    ...(needed === null ? [] : [`to go on, the budget has to be at least ${dollars(centsUp(needed))}`]),
  ];
  return ['what the answers cost, lost ones at their worst', ...parts].join('; ');
}

/**
 * What a screen reader is told when a run went on: a change of status, each quarter of its trials, and what waits for a person.
 * Null: nothing worth interrupting for.
 */
export function announcement(before: RunView | null, after: RunView): string | null {
  if (before === null || before.run !== after.run || before.status !== after.status) return runSentence(after);
  if (after.status === 'running' && after.waiting.count > before.waiting.count)
    return waitingWords(after.waiting.count);
  return quarter(before) === quarter(after) ? null : runSentence(after);
}

function quarter({ progress: { planned, completed, failed } }: RunView): number {
  return planned === 0 ? 0 : Math.floor((4 * (completed + failed)) / planned);
}

/** One cell in words, with everything that stands in its row. */
export function cellSentence(cell: Rate & Pick<Cell, 'votes'>): string {
  if (cell.rate === null)
    return cell.graded === 0 && leftOut(cell.excluded) === ''
      ? 'nothing graded yet'
      : `nothing graded; left out: ${leftOut(cell.excluded)}`;
  const rate = `${count(cell.positive)} of ${count(cell.graded)} positive, ${percent(cell.rate)}, 95 % interval ${interval(cell.interval)}`;
  const split = votesWords(cell);
  if (leftOut(cell.excluded) === '') return `${rate}${split}`;
  const bounds = cell.bounds === null ? '' : ` (${interval(cell.bounds)} if all of that went one way or the other)`;
  return `${rate}; left out: ${leftOut(cell.excluded)}${bounds}${split}`;
}

/** How often the votes of the judge differ, where it was asked several times. */
function votesWords({ votes }: Pick<Cell, 'votes'>): string {
  if (votes === undefined) return '';
  return `; the votes of ${count(votes.split)} of ${counted(votes.trials, 'trial')} differ (${percent(votes.split / votes.trials)})`;
}

/** What one classifier says of a trial, for its row. */
export type Outcome =
  | { readonly kind: 'positive' | 'negative'; readonly word: string }
  | { readonly kind: 'excluded' | 'running' | 'waiting' | 'failed' | 'stopped' | 'ungraded'; readonly word: string };

export function outcomeOf(row: TrialRow, classifier: string | null): Outcome {
  if (row.state !== 'completed') return { kind: row.state, word: stateWords[row.state] };
  const verdict = row.verdicts.find((each) => each.classifier === classifier);
  if (verdict === undefined) return { kind: 'ungraded', word: stateWords[row.state] };
  return outcomeOfVerdict(verdict);
}

export function outcomeOfVerdict(
  verdict: Pick<TrialRow['verdicts'][number], 'status' | 'label' | 'positive'>,
): Outcome {
  if (verdict.status !== 'graded') return { kind: 'excluded', word: statusWords[verdict.status] };
  return { kind: verdict.positive === true ? 'positive' : 'negative', word: plain(verdict.label ?? 'no label', 80) };
}

const attemptWords: Readonly<Record<string, string>> = {
  answered: 'answered',
  no_key: 'no key',
  auth: 'key refused',
  permission: 'not permitted',
  not_found: 'not found',
  invalid_request: 'request refused',
  too_large: 'too large',
  quota: 'quota used up',
  rate_limited: 'too many requests',
  overloaded: 'overloaded',
  server: 'fault of the service',
  network: 'connection lost',
  timeout: 'no answer in time',
  malformed: 'answer not readable',
  redirect: 'sent elsewhere',
  cancelled: 'stopped',
  interrupted: 'interrupted: the process ended',
};

/** What became of a request: `answered`, or the kind of its failure. */
export function wordsOfAttempt(outcome: string): string {
  return attemptWords[outcome] ?? 'a fault in Scenarist';
}
