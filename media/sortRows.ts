/** By which column a table of rates is sorted; null: in the order of the design. */
export type Sort = { readonly column: number; readonly order: 'ascending' | 'descending' } | null;

/** Highest first, then lowest first, then the order of the design again. */
export function nextSort(sort: Sort, column: number): Sort {
  if (sort?.column !== column) return { column, order: 'descending' };
  return sort.order === 'descending' ? { column, order: 'ascending' } : null;
}

/** Rows without a rate come last, whichever way; equals keep their order. */
export function sorted<Row>(
  rows: readonly Row[],
  sort: Sort,
  rateOf: (row: Row, column: number) => number | null,
): readonly Row[] {
  if (sort === null) return rows;
  const sign = sort.order === 'descending' ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [rateOf(a, sort.column), rateOf(b, sort.column)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}
