/**
 * p-values that may be read together: the chance that any of them is under a level by accident stays under that level.
 * S. Holm, «A simple sequentially rejective multiple test procedure», Scandinavian Journal of Statistics 6 (1979) 65–70, as
 * adjusted values. In the order given; what was not tested (null) stays so and counts for nothing.
 */
export function holm(values: readonly (number | null)[]): readonly (number | null)[] {
  const tested = values.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => a.p - b.p);
  const adjusted: (number | null)[] = values.map(() => null);
  let greatest = 0;
  for (const [rank, { p, index }] of tested.entries()) {
    greatest = Math.max(greatest, Math.min(1, p * (tested.length - rank)));
    adjusted[index] = greatest;
  }
  return adjusted;
}
