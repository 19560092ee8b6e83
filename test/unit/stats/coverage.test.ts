/** How often Wilson's interval holds the true rate: every outcome with its probability, nothing drawn. */
import { expect, it } from 'vitest';
import { wilson } from '../../../src/core/stats/intervals.ts';

const rates = [0.01, 0.05, 0.2, 0.5, 0.9];
const sizes = [10, 50, 100];

function coverage(p: number, n: number): number {
  let probability = (1 - p) ** n;
  let covered = 0;
  for (let positive = 0; positive <= n; positive++) {
    if (positive > 0) probability *= ((n - positive + 1) / positive) * (p / (1 - p));
    const [low, high] = wilson(positive, n);
    if (low <= p && p <= high) covered += probability;
  }
  return covered;
}

it('covers 94.19 % on average, and nowhere under 90.4 %', () => {
  const covered = rates.flatMap((p) => sizes.map((n) => coverage(p, n)));
  expect(covered).toHaveLength(15);
  expect((100 * covered.reduce((sum, each) => sum + each, 0)) / covered.length).toBeCloseTo(94.19, 2);
  expect(Math.min(...covered)).toBeGreaterThanOrEqual(0.904);
});
