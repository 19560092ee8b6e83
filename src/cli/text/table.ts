/** Columns under each other, the first ones to the left. */
export function aligned(rows: readonly (readonly string[])[], left: number): readonly string[] {
  const columns = [...(rows[0] ?? []).keys()];
  const widths = columns.map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((text, column) => (column < left ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd(),
  );
}
