/** One line of the report: a figure, what it may be at most, and what it was measured against in the same run. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: '×' | '$' | 'ms' | 'KB' | 'MB';
  /** Null where there is no target: a yardstick, or a figure for the reader. */
  readonly atMost: number | null;
  readonly note?: string;
}

export function formatRows(title: string, rows: readonly Row[]): string {
  const cells = rows.map(({ what, value, unit, atMost, note = '' }) => [
    what,
    `${number(value)} ${unit}`,
    atMost === null ? '' : `≤ ${number(atMost)} ${unit}`,
    atMost === null ? '' : value <= atMost ? '✓' : '✗',
    note,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map(([what = '', value = '', target = '', mark = '', note = '']) =>
    `  ${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${target.padStart(widths[2] ?? 0)}  ${mark.padEnd(widths[3] ?? 0)}  ${note}`.trimEnd(),
  );
  return [title, ...lines, ''].join('\n');
}

function number(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(value >= 10 ? 1 : 2);
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
