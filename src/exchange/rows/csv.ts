import { orderedTrials, type ReportSource, type ReportText } from '../reportSource.ts';
import { resultRows, type ResultRow } from './resultRow.ts';

type Cell = string | number | boolean | null;
type Column = readonly [name: string, cell: (row: ResultRow) => Cell];

/**
 * A table by RFC 4180, in UTF-8: one row for each trial and classifier, with a column for each factor. What is not known is an
 * empty cell. A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export async function* csvReport(source: ReportSource): ReportText {
  const columns = columnsOf(source.state.scenario.factors.map(({ name }) => name));
  yield csvLine(columns.map(([name]) => name));
  for (const record of orderedTrials(source.state))
    for (const row of await resultRows(source, record))
      yield csvLine(columns.map(([, cell]) => cleaned(cell(row), source.clean)));
}

function columnsOf(factors: readonly string[]): readonly Column[] {
  return [
    ['run', ({ run }) => run],
    ['scenario', ({ scenario }) => scenario],
    ['trial', ({ trial }) => trial],
    ['condition', ({ condition }) => condition],
    ...factors.map((factor): Column => [`level:${factor}`, ({ levels }) => levels[factor] ?? null]),
    ['model', ({ model }) => model],
    ['model_label', ({ modelLabel }) => modelLabel],
    ['repetition', ({ repetition }) => repetition],
    ['state', ({ state }) => state],
    ['classifier', ({ classifier }) => classifier],
    ['status', ({ status }) => status],
    ['label', ({ label }) => label],
    ['positive', ({ positive }) => positive],
    ['gate', ({ gate }) => gate],
    ['judge_model', ({ judge }) => judge?.model ?? null],
    ['judge_label', ({ judge }) => judge?.label ?? null],
    ['judge_reason', ({ judge }) => judge?.reason ?? null],
    ['judge_votes', ({ judge }) => judge?.votes?.map((label) => label ?? 'no answer').join('\n') ?? null],
    ['judge_votes_differ', ({ judge }) => judge?.split ?? null],
    ['reason', ({ reason }) => reason],
    ['excluded', ({ status }) => (status === 'graded' ? null : status)],
    ['evidence', ({ evidence }) => evidence.join('\n') || null],
    ['review_label', ({ review }) => review?.label ?? null],
    ['review_positive', ({ review }) => review?.positive ?? null],
    ['review_note', ({ review }) => review?.note ?? null],
    ['review_by', ({ review }) => review?.by ?? null],
    ['review_blind', ({ review }) => review?.blind ?? null],
    ['stop', ({ stop }) => stop],
    ['actions', ({ actions }) => actions],
    ['input_tokens', ({ usage }) => usage.inputTokens],
    ['output_tokens', ({ usage }) => usage.outputTokens],
    ['cache_read_tokens', ({ usage }) => usage.cacheReadTokens],
    ['cache_write_tokens', ({ usage }) => usage.cacheWriteTokens],
    ['cost_usd', ({ costUsd }) => costUsd],
    ['judge_input_tokens', ({ judgeUsage }) => judgeUsage.inputTokens],
    ['judge_output_tokens', ({ judgeUsage }) => judgeUsage.outputTokens],
    ['judge_cost_usd', ({ judgeCostUsd }) => judgeCostUsd],
    ['duration_ms', ({ durationMs }) => durationMs],
    ['request_id', ({ requestId }) => requestId],
    ['reused_from', ({ reusedFrom }) => reusedFrom],
    ['verdict_reused_from', ({ verdictReusedFrom }) => verdictReusedFrom],
    ['imported_as', ({ importedAs }) => importedAs],
    ['error', ({ error }) => error],
  ];
}

function cleaned(cell: Cell, clean: (text: string) => string): Cell {
  return typeof cell === 'string' ? clean(cell) : cell;
}

/** One record, with its line end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** What Excel, LibreOffice and Google Sheets take for the beginning of a formula (OWASP, «CSV Injection»); some also in its wide forms. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
