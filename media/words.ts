import type { Cell, EndReason, Rate, RunView, StopReason, TrialRow, TrialState, VerdictStatus } from './viewTypes.ts';
import { centsUp, counted, count, dollars, interval, percent } from './numbers.ts';
import { plain } from './visibleText.ts';

/** What a verdict that counts in no rate is called. */
const statusWords: Readonly<Record<VerdictStatus, string>> = {
  graded: 'graded',
  judge_refused: 'judge refused',
  judge_error: 'judge error',
  unobservable: 'reasoning hidden',
  truncated: 'cut off',
  filtered: 'filtered by the provider',
  empty: 'empty answer',
  not_run: 'not run',
};

const stateWords: Readonly<Record<TrialState, string>> = {
  waiting: 'waits for you',
  running: 'running…',
  completed: 'done',
  failed: 'failed',
  stopped: 'stopped',
};

export function wordsOfStatus(status: VerdictStatus): string {
  return statusWords[status];
}

function wordsOfState(state: TrialState): string {
  return stateWords[state];
}

/** When a run was made: «2 Mar, 14:02», with the year where it is another. */
export function timeOf(createdAt: string): string {
  const date = new Date(createdAt);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return date.toLocaleString('en-GB', {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}

/** How the run is going, in one sentence. */
export function runSentence({ status, resumed, progress, cost, waiting }: RunView): string {
  const { planned, completed, failed, stopped, running } = progress;
  const ended = completed + failed;
  const failures = failed === 0 ? '' : `, ${count(failed)} failed`;
  // Before what may be cut off where there is little room.
  const asked =
    waiting.count === 0 ? '' : `, ${count(waiting.count)} ${waiting.count === 1 ? 'waits' : 'wait'} for you`;
  const again = resumedWords(resumed);
  // Those that failed are sent again: left is what «Resume» said that it is.
  const done =
    resumed === 0
      ? `Running: ${count(ended)} of ${count(planned)} done`
      : `Resumed: ${count(planned - completed)} of ${counted(planned, 'trial')} left`;
  switch (status) {
    case 'running':
      return `${done}${failures}${asked}, ${count(running)} under way.`;
    case 'stopping':
      return `Stopping: ${counted(running, 'trial')} still under way.`;
    case 'stopped':
      return `Stopped after ${count(ended)} of ${counted(planned, 'trial')}${failures}${stopped === 0 ? '' : `, ${count(stopped)} cut off`}${again}.`;
    case 'finished':
      return failed === 0
        ? `Finished: ${counted(planned, 'trial')}${again}.`
        : `Finished with ${counted(failed, 'failed trial')} of ${count(planned)}${again}.`;
    case 'out-of-budget':
      return `Out of budget after ${count(ended)} of ${counted(planned, 'trial')}${failures}${again}${cost.needed === null ? '' : `; to go on it takes ${dollars(centsUp(cost.needed))}`}.`;
    case 'failed':
      return `The run broke off after ${count(ended)} of ${counted(planned, 'trial')}${failures}${again}.`;
  }
}

/** «, resumed once»; empty for a run that one process made. */
function resumedWords(times: number): string {
  if (times === 0) return '';
  return times === 1 ? ', resumed once' : `, resumed ${count(times)} times`;
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

/** «1 judge error, 2 cut off»; empty where nothing was left out. */
export function leftOut(excluded: Cell['excluded']): string {
  return excludedOf(excluded)
    .map(([status, n]) => `${count(n)} ${wordsOfStatus(status)}`)
    .join(', ');
}

/** The statuses that left something out, in a fixed order, so that their footnote marks stay what they are. */
export function excludedOf(excluded: Cell['excluded']): readonly (readonly [VerdictStatus, number])[] {
  return (Object.keys(statusWords) as VerdictStatus[])
    .map((status) => [status, excluded[status] ?? 0] as const)
    .filter(([status, n]) => status !== 'graded' && n > 0);
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

/** «leak 7, none 3», the most frequent first. */
export function labelCounts(labels: Cell['labels']): string {
  return Object.entries(labels)
    .filter(([, n]) => n > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([label, n]) => `${plain(label, 60)} ${count(n)}`)
    .join(', ');
}

/** What one classifier says of a trial, for its row. */
export type Outcome =
  | { readonly kind: 'positive' | 'negative'; readonly word: string }
  | { readonly kind: 'excluded' | 'running' | 'waiting' | 'failed' | 'stopped' | 'ungraded'; readonly word: string };

export function outcomeOf(row: TrialRow, classifier: string | null): Outcome {
  if (row.state !== 'completed') return { kind: row.state, word: wordsOfState(row.state) };
  const verdict = row.verdicts.find((each) => each.classifier === classifier);
  if (verdict === undefined) return { kind: 'ungraded', word: wordsOfState(row.state) };
  return outcomeOfVerdict(verdict);
}

export function outcomeOfVerdict(
  verdict: Pick<TrialRow['verdicts'][number], 'status' | 'label' | 'positive'>,
): Outcome {
  if (verdict.status !== 'graded') return { kind: 'excluded', word: wordsOfStatus(verdict.status) };
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

const stopWords: Readonly<Record<StopReason, string>> = {
  end: 'ended by itself',
  max_tokens: 'cut off at max_tokens',
  stop_sequence: 'ended at a stop sequence',
  tool_use: 'ended in a tool call',
  refusal: 'refused',
  filtered: 'filtered by the provider',
  other: 'ended for an unknown reason',
};

export function wordsOfStop(stop: StopReason): string {
  return stopWords[stop];
}

const endWords: Readonly<Record<EndReason, string>> = {
  done: 'until the model had stopped',
  turns: 'as many as turns.max allows',
  cut: 'the last one was cut off',
};

/** Why a conversation has no more answers, after their number. */
export function wordsOfEnd(ended: EndReason): string {
  return endWords[ended];
}
