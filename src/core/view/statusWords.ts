import { dollars } from './shown/numbers.ts';
import type { RunCost, RunStatus, RunSums } from './views.ts';

/** «12/40 · 2 wait for you · $0.31 of $5.00», for the status bar. */
export function runningWords({ progress: { planned, completed, failed }, cost }: RunSums, waiting = 0): string {
  const number = (value: number): string => value.toLocaleString('en');
  const asked = waiting === 0 ? [] : [`${number(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for you`];
  return [`${number(completed + failed)}/${number(planned)}`, ...asked, ...spent(cost)].join(' · ');
}

/** How it ended, for the status bar; `statuses` are those of its runs. */
export function endedWords(sums: RunSums, statuses: readonly RunStatus[]): string {
  const { failed } = sums.progress;
  const parts = [
    runningWords(sums),
    ...(failed > 0 ? [`${failed.toLocaleString('en')} failed`] : []),
    ...(statuses.includes('stopped') ? ['stopped'] : []),
    ...(statuses.includes('out-of-budget') ? ['out of budget'] : []),
    ...(statuses.includes('failed') ? ['broke off'] : []),
  ];
  return parts.join(' · ');
}

/** Nothing for what is free and has no budget. */
function spent({ spent: [atLeast, atMost], budget }: RunCost): readonly string[] {
  if (atMost === 0 && budget === null) return [];
  const of = budget === null ? '' : ` of ${dollars(budget)}`;
  if (atMost === null) return [atLeast === 0 ? `cost not known${of}` : `at least ${dollars(atLeast)}${of}`];
  return [`${atLeast === atMost ? '' : 'at most '}${dollars(atMost)}${of}`];
}
