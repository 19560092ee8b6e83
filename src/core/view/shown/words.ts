import type { EndReason, StopReason } from '../../transcript/transcript.ts';
import type { Cell, Rate } from '../../stats/summary.ts';
import type { VerdictStatus } from '../../verdict/verdict.ts';
import { plain } from '../visibleText.ts';
import type { ActionPart } from '../views.ts';
import { count } from './numbers.ts';

/** What the panel and the page of a report call the same. */

/** What a verdict that counts in no rate is called. */
export const statusWords: Readonly<Record<VerdictStatus, string>> = {
  graded: 'graded',
  judge_refused: 'judge refused',
  judge_error: 'judge error',
  unobservable: 'reasoning hidden',
  truncated: 'cut off',
  filtered: 'filtered by the provider',
  empty: 'empty answer',
  not_run: 'not run',
};

/** Why a model stopped. */
export const stopWords: Readonly<Record<StopReason, string>> = {
  end: 'ended by itself',
  max_tokens: 'cut off at max_tokens',
  stop_sequence: 'ended at a stop sequence',
  tool_use: 'ended in a tool call',
  refusal: 'refused',
  filtered: 'filtered by the provider',
  other: 'ended for an unknown reason',
};

/** Why a conversation has no more answers, after their number. */
export const endWords: Readonly<Record<EndReason, string>> = {
  done: 'until the model had stopped',
  turns: 'as many as turns.max allows',
  cut: 'the last one was cut off',
};

/** How an action was written, where that is worth a word. */
export const formWords: Readonly<Record<ActionPart['form'], string | null>> = {
  plain: null,
  fenced: 'inside a code fence',
  unclosed: 'its tag is never closed',
  placeholder: 'the instruction’s own sample: does not count',
};

/** Fields that hold what a mail says, rather than where it goes. */
export const bodyFields: ReadonlySet<string> = new Set(['body', 'text', 'message', 'content', 'comment', 'note']);

/** The statuses that left something out, in a fixed order, so that their footnote marks stay what they are. */
export function excludedOf(excluded: Rate['excluded']): readonly (readonly [VerdictStatus, number])[] {
  return (Object.keys(statusWords) as VerdictStatus[])
    .map((status) => [status, excluded[status] ?? 0] as const)
    .filter(([status, n]) => status !== 'graded' && n > 0);
}

/** «1 judge error, 2 cut off»; empty where nothing was left out. */
export function leftOut(excluded: Rate['excluded']): string {
  return excludedOf(excluded)
    .map(([status, n]) => `${count(n)} ${statusWords[status]}`)
    .join(', ');
}

/** «leak 7, none 3», the most frequent first. */
export function labelCounts(labels: Cell['labels']): string {
  return Object.entries(labels)
    .filter(([, n]) => n > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([label, n]) => `${plain(label, 60)} ${count(n)}`)
    .join(', ');
}
