/**
 * The probability that a standard normal variable is above `z`, to about 15 digits.
 * M. Abramowitz & I. A. Stegun, «Handbook of Mathematical Functions» (1964): the series 26.2.11 near the centre, the continued
 * fraction 26.2.14 in the tail, where one minus a series would leave no digits.
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  return z < seriesUntil ? 0.5 - density(z) * series(z) : density(z) / fraction(z);
}

/** The two-sided p-value of a standard normal statistic. */
export function twoSided(z: number): number {
  return Math.min(1, 2 * normalTail(Math.abs(z)));
}

const seriesUntil = 3;

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** z + z³/3 + z⁵/(3·5) + … */
function series(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; term > sum * Number.EPSILON; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))), from a depth that is enough for every z that comes here. */
function fraction(z: number): number {
  let value = z;
  for (let depth = 200; depth >= 1; depth--) value = z + depth / value;
  return value;
}
