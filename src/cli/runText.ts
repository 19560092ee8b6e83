import type { Cell } from '../core/stats/summary.ts';
import { runCostSentence } from '../core/view/costWords.ts';
import type { RunSums, RunView } from '../core/view/views.ts';
import type { Output } from './output.ts';

/** A finished run for a terminal: each cell with count, denominator, rate and interval together, then the expectations. */
export function runText(view: RunView, folder: string, { colors }: Output): string {
  const { progress, cells, expectations, errors, models } = view;
  const labels = models.flatMap(({ model, label }) => (label === null ? [] : [colors.yellow(`${model}: ${label}`)]));
  const state = [countsText(progress), ...statusWords(view)];
  const cost = runCostSentence(view.cost);
  return [
    colors.bold(view.scenario.title),
    ...labels,
    state.join(', '),
    ...(cost === '' ? [] : [cost]),
    ...lostText(view),
    ...errors.map(({ message, count }) => colors.red(`${count} × ${message}`)),
    '',
    ...view.classifiers.flatMap(({ id, title }) => [
      colors.bold(title === id ? id : `${id}: ${title}`),
      ...table(cells.filter((cell) => cell.classifier === id)),
      '',
    ]),
    ...expectations.map(({ id, classifier, model, outcome, says }) => {
      const paint = outcome === 'passed' ? colors.green : outcome === 'failed' ? colors.red : colors.yellow;
      return `${paint(outcome)} ${id} (${classifier}${model === null ? '' : `, ${model}`}): ${says}`;
    }),
    colors.dim(folder),
  ].join('\n');
}

/** Several runs together, in as many lines as needed. */
export function totalsText(totals: RunSums, runs: readonly RunView[]): string {
  const { length } = runs;
  const state = [countsText(totals.progress), ...new Set(runs.flatMap(statusWords))];
  const outcomes = runs.flatMap(({ expectations }) => expectations.map(({ outcome }) => outcome));
  const passed = outcomes.filter((outcome) => outcome === 'passed').length;
  const cost = runCostSentence(totals.cost);
  return [
    `${length} ${length === 1 ? 'scenario' : 'scenarios'}: ${state.join(', ')}`,
    ...(cost === '' ? [] : [cost]),
    ...lostText(totals),
    ...(outcomes.length === 0 ? [] : [`${passed} of ${outcomes.length} expectations passed`]),
  ].join('\n');
}

function countsText({ completed, planned, failed }: RunSums['progress']): string {
  return `${completed} of ${planned} trials completed${failed > 0 ? `, ${failed} failed` : ''}`;
}

function statusWords({ status }: RunView): readonly string[] {
  return status === 'stopped' ? ['stopped'] : status === 'out-of-budget' ? ['out of budget'] : [];
}

/** Answers that were lost and may have been billed are always told. */
function lostText({ attempts: { ambiguous } }: RunSums): readonly string[] {
  if (ambiguous === 0) return [];
  return [
    `${ambiguous} ambiguous ${ambiguous === 1 ? 'request' : 'requests'}: sent, and perhaps billed, without an answer`,
  ];
}

function table(cells: readonly Cell[]): readonly string[] {
  const rows = cells.map((cell) => [
    Object.values(cell.levels).join(' · ') || 'the only condition',
    cell.model,
    `${cell.positive}/${cell.graded}`,
    cell.rate === null ? '–' : `${percent(cell.rate)} %`,
    cell.interval === null ? '' : `[${percent(cell.interval[0])}–${percent(cell.interval[1])}]`,
    leftOut(cell),
  ]);
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((text, column) => (column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd(),
  );
}

function leftOut({ excluded }: Cell): string {
  const parts = Object.entries(excluded).map(([status, count]) => `${count} ${status}`);
  return parts.length === 0 ? '' : `left out: ${parts.join(', ')}`;
}

function percent(share: number): string {
  return String(Math.round(share * 1000) / 10);
}
