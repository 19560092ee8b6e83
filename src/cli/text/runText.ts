import type { Cell } from '../../core/stats/summary.ts';
import { excludedWords, percent } from '../../core/stats/words.ts';
import { runCostSentence } from '../../core/view/costWords.ts';
import type { LadderView, RunSums, RunView } from '../../core/view/views.ts';
import type { RunSession } from '../../node/runSession.ts';
import { effectLines } from './effectLines.ts';
import type { JudgeErrorCount } from './judgeErrors.ts';
import type { Output } from '../output.ts';
import { aligned } from './table.ts';

export interface ToldRun {
  readonly view: RunView;
  readonly session: Pick<RunSession, 'folder' | 'state'>;
  readonly judgeErrors: readonly JudgeErrorCount[];
}

/** A finished run for a terminal: each cell with count, denominator, rate and interval together, then the expectations. */
export function runText({ view, session, judgeErrors }: ToldRun, { colors }: Output): string {
  const { folder, state: run } = session;
  const { progress, cells, expectations, errors, models } = view;
  const labels = models.flatMap(({ model, label }) => (label === null ? [] : [colors.yellow(`${model}: ${label}`)]));
  const state = [countsText(progress), ...statusWords(view)];
  const cost = runCostSentence(view.cost);
  return [
    colors.bold(view.scenario.title),
    ...(view.grades === null ? [] : [`run ${view.run} grades the transcripts of ${view.grades}`]),
    ...labels,
    state.join(', '),
    ...(cost === '' ? [] : [cost]),
    ...lostText(view),
    ...errors.map(({ message, count }) => colors.red(`${count} × ${message}`)),
    ...judgeErrorLines(judgeErrors).map((line) => colors.red(line)),
    '',
    ...view.classifiers.flatMap(({ id, title }) => [
      colors.bold(title === id ? id : `${id}: ${title}`),
      ...table(cells.filter((cell) => cell.classifier === id)).map((line, index) =>
        index === 0 ? colors.dim(line) : line,
      ),
      ...view.ladders.flatMap((ladder) => ladderText(ladder, id)),
      ...effectLines(run, id),
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

const mostJudgeErrors = 5;

function judgeErrorLines(all: readonly JudgeErrorCount[]): readonly string[] {
  const others = all.slice(mostJudgeErrors).reduce((sum, { count }) => sum + count, 0);
  return [
    ...all
      .slice(0, mostJudgeErrors)
      .map(({ classifier, reason, count }) => `${count} × ${classifier}, judge_error: ${reason}`),
    ...(others === 0
      ? []
      : [`${others} × judge_error for other reasons: they are in the rows of \`scenarist report\``]),
  ];
}

/** A line that says what the columns are, and one for each cell. */
function table(cells: readonly Cell[]): readonly string[] {
  const factors = Object.keys(cells[0]?.levels ?? {}).join(' · ');
  const heads = [factors, 'model', 'positive', 'rate', '95 % interval', ''];
  const rows = cells.map((cell) => [
    Object.values(cell.levels).join(' · ') || 'the only condition',
    cell.model,
    `${cell.positive}/${cell.graded}`,
    cell.rate === null ? '–' : `${percent(cell.rate)} %`,
    cell.interval === null ? '' : `[${percent(cell.interval[0])}–${percent(cell.interval[1])}]`,
    [leftOut(cell), votesWords(cell)].filter((words) => words !== '').join('; '),
  ]);
  return aligned([heads, ...rows], 2);
}

/** The rate along a ladder: a line for each choice of everything else, a column for each step. */
function ladderText({ factor, levels, lines }: LadderView, id: string): readonly string[] {
  const own = lines.filter(({ classifier }) => classifier === id);
  if (own.length === 0) return [];
  const rows = own.map(({ model, others, steps }) => [
    Object.values(others).join(' · '),
    model,
    ...steps.map((step) => (step === null ? '' : stepText(step))),
  ]);
  return [`  along ${factor}`, ...aligned([['', '', ...levels], ...rows], 2)];
}

function stepText({ positive, graded, rate, excluded }: Cell): string {
  const left = Object.values(excluded).reduce((sum, count) => sum + count, 0);
  return `${rate === null ? '–' : `${percent(rate)} %`} (${positive}/${graded}${left === 0 ? '' : `, ${left} left out`})`;
}

function votesWords({ votes }: Cell): string {
  return votes === undefined ? '' : `votes differ in ${votes.split} of ${votes.trials}`;
}

function leftOut({ excluded }: Cell): string {
  const words = excludedWords(excluded);
  return words === '' ? '' : `left out: ${words}`;
}
