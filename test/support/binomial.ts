/**
 * The exact two-sided p-value of `positive` of `n` under the share `p`: how probable an outcome is that is no likelier than
 * this one. Summed in logarithms, so that large `n` does not underflow.
 */
export function binomialTest(positive: number, n: number, p: number): number {
  if (p === 0 || p === 1) return positive === n * p ? 1 : 0;
  const logs = logProbabilities(n, p);
  const observed = logs[positive];
  if (observed === undefined) throw new RangeError(`${positive} of ${n} is not a count`);
  // As R's binom.test does: equal probabilities that rounding set apart count as equal.
  const limit = observed + 1e-7;
  return Math.min(
    1,
    logs.filter((log) => log <= limit).reduce((sum, log) => sum + Math.exp(log), 0),
  );
}

function logProbabilities(n: number, p: number): readonly number[] {
  const logs = [n * Math.log1p(-p)];
  for (let k = 1; k <= n; k++) logs.push((logs[k - 1] ?? 0) + Math.log((n - k + 1) / k) + Math.log(p) - Math.log1p(-p));
  return logs;
}
