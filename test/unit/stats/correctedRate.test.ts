import { describe, expect, it } from 'vitest';
import { correctedRate } from '../../../src/core/stats/correctedRate.ts';
import { createDraws } from '../../support/seededDraws.ts';

const count = (positive: number, n: number) => ({ positive, n });

describe('a rate corrected for the judge’s error', () => {
  it.each([
    // Rogan & Gladen: (rate + specificity − 1) / (sensitivity + specificity − 1); here (0.2 − 0.05) / 0.85.
    ['a judge with both errors', count(20, 100), count(45, 50), count(95, 100), 0.17647],
    ['a perfect judge', count(20, 100), count(50, 50), count(100, 100), 0.2],
    ['fewer positives than false alarms', count(1, 100), count(45, 50), count(80, 100), 0],
  ])('%s', (_name, rate, sensitivity, specificity, value) => {
    const corrected = correctedRate(rate, { sensitivity, specificity });
    expect(corrected?.value).toBeCloseTo(value, 4);
    const [low = 1, high = 0] = corrected?.interval ?? [];
    expect(low <= value + 1e-9 && value <= high + 1e-9).toBe(true);
  });

  // By the formula as R's asht has it (prevSeSp, which names the equations of Lang & Reiczigel), reckoned in Python with SciPy's
  // quantile. The counts of the first two are those of a study of hepatitis E that used it; no printed interval was found.
  it.each([
    ['3 of 263, by one assay', count(3, 263), count(88, 89), count(132, 134), 0, 0.0259199196],
    ['3 of 263, by another', count(3, 263), count(90, 91), count(414, 418), 0, 0.0263726289],
    ['a judge with both errors', count(20, 100), count(45, 50), count(95, 100), 0.0768006391, 0.2907551794],
    ['a judge that misses much', count(60, 200), count(40, 50), count(90, 100), 0.1682458083, 0.4113492838],
    ['few labels say nothing', count(4, 10), count(3, 4), count(4, 5), 0, 1],
  ])('has the interval of Lang & Reiczigel: %s', (_name, rate, sensitivity, specificity, low, high) => {
    const { interval = [Number.NaN, Number.NaN] } = correctedRate(rate, { sensitivity, specificity }) ?? {};
    expect(interval[0]).toBeCloseTo(low, 9);
    expect(interval[1]).toBeCloseTo(high, 9);
  });

  it.each([
    ['nothing graded', count(0, 0), count(9, 10), count(9, 10)],
    ['sensitivity not measured', count(3, 10), count(0, 0), count(9, 10)],
    ['no better than chance', count(3, 10), count(5, 10), count(5, 10)],
  ])('%s: not known', (_name, rate, sensitivity, specificity) =>
    expect(correctedRate(rate, { sensitivity, specificity })).toBeNull(),
  );

  it('is wider the fewer labels people gave', () => {
    const width = (labels: number): number => {
      const accuracy = { sensitivity: count(labels * 0.9, labels), specificity: count(labels * 0.9, labels) };
      const [low = 0, high = 0] = correctedRate(count(300, 1000), accuracy)?.interval ?? [];
      return high - low;
    };
    expect(width(20)).toBeGreaterThan(2 * width(500));
  });

  it('holds the true rate in at least 95 % of draws, as its authors found', () => {
    const draws = createDraws(1);
    for (const [truth, sensitivity, specificity, n, labels] of [
      [0.3, 0.85, 0.9, 100, 60],
      [0.05, 0.9, 0.95, 200, 40],
      [0.7, 0.8, 0.8, 50, 30],
    ] as const) {
      const rate = truth * sensitivity + (1 - truth) * (1 - specificity);
      let held = 0;
      for (let run = 0; run < 1500; run++) {
        const corrected = correctedRate(count(draws.binomial(n, rate), n), {
          sensitivity: count(draws.binomial(labels, sensitivity), labels),
          specificity: count(draws.binomial(labels, specificity), labels),
        });
        const [low, high] = corrected?.interval ?? [0, 1];
        if (low <= truth && truth <= high) held++;
      }
      expect(held / 1500).toBeGreaterThan(0.94);
    }
  });
});
