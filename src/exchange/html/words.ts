import type { RunStatus, RunView, TranscriptPart } from '../../core/view/views.ts';
import type { EndReason, StopReason } from '../../core/transcript/transcript.ts';
import type { VerdictStatus } from '../../core/verdict/verdict.ts';

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

export const stopWords: Readonly<Record<StopReason, string>> = {
  end: 'ended by itself',
  max_tokens: 'cut off at max_tokens',
  stop_sequence: 'ended at a stop sequence',
  tool_use: 'ended in a tool call',
  refusal: 'refused',
  filtered: 'filtered by the provider',
  other: 'ended for an unknown reason',
};

export const endWords: Readonly<Record<EndReason, string>> = {
  done: 'until the model had stopped',
  turns: 'as many as turns.max allows',
  cut: 'the last one was cut off',
};

export const formWords: Readonly<Record<Extract<TranscriptPart, { kind: 'action' }>['form'], string>> = {
  plain: '',
  fenced: 'inside a code fence',
  unclosed: 'its tag is never closed',
  placeholder: 'the instruction’s own sample: does not count',
};

const runWords: Readonly<Record<RunStatus, string>> = {
  running: 'still running',
  stopping: 'being stopped',
  stopped: 'stopped before its end',
  finished: 'finished',
  failed: 'broken off',
  'out-of-budget': 'ended for want of budget',
};

/** «finished: 40 of 40 trials completed, 2 failed». */
export function runWordsOf({ status, progress: { planned, completed, failed, stopped } }: RunView): string {
  const parts = [`${count(completed)} of ${counted(planned, 'trial')} completed`];
  if (failed > 0) parts.push(`${count(failed)} failed`);
  if (stopped > 0) parts.push(`${count(stopped)} cut off`);
  return `${runWords[status]}: ${parts.join(', ')}`;
}

/** A share of 1 in percent, with at most one decimal. What is not quite none or all never reads as none or all. */
export function percentWords(share: number): string {
  const rounded = Number((share * 100).toFixed(1));
  if (rounded === 0 && share > 0) return '<0.1';
  if (rounded === 100 && share < 1) return '>99.9';
  return String(rounded);
}

export function rangeWords([low, high]: readonly [number, number]): string {
  return `${Number((low * 100).toFixed(1))}–${Number((high * 100).toFixed(1))}`;
}

export function count(value: number): string {
  return value.toLocaleString('en');
}

export function counted(value: number, one: string): string {
  return `${count(value)} ${one}${value === 1 ? '' : 's'}`;
}

/** Tokens; what is not known is said so. */
export function tokenWords(value: number | null): string {
  return value === null ? 'not known' : count(value);
}
