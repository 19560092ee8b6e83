/**
 * The examples' rates are known, so running them tests the whole line from the plan to the interval. Nothing here is left to
 * chance: a trial's draw is decided by its content and its repetition.
 */
import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/core/stats/intervals.ts';
import { binomialTest } from '../../support/binomial.ts';
import { documentedRates } from '../../support/documentedRates.ts';
import { exampleVerdicts } from '../../support/exampleRun.ts';
import { check, exampleNames, exampleText, type ExampleName } from '../../support/examples.ts';

const samples = 50;
/** Runs with draws of their own: run 1 has the repetitions 1 to 50, run 2 the next 50. */
const runs = 50;

interface CalibratedCell {
  readonly name: string;
  readonly rate: number;
  /** Of each run. */
  readonly positive: readonly number[];
  readonly graded: number;
}

const cells = (await Promise.all(exampleNames.map(runExample))).flat();

async function runExample(example: ExampleName): Promise<readonly CalibratedCell[]> {
  const { scenario, conditions } = check(exampleText(example));
  // The rates are documented of the first classifier.
  const classifier = scenario?.classifiers[0]?.id;
  const positive = new Map(conditions.map(({ id }) => [id, Array<number>(runs).fill(0)]));
  const graded = new Map<string, number>();
  for await (const { condition, repetition, verdict } of exampleVerdicts(example, samples * runs)) {
    if (verdict.status !== 'graded' || verdict.classifier !== classifier) continue;
    graded.set(condition, (graded.get(condition) ?? 0) + 1);
    const run = Math.floor((repetition - 1) / samples);
    const counts = positive.get(condition);
    if (counts && verdict.positive === true) counts[run] = (counts[run] ?? 0) + 1;
  }
  const { weights } = documentedRates(example);
  return conditions.map(({ id, levels }, index) => ({
    name: `${example}: ${Object.entries(levels).map(([factor, level]) => `${factor} ${level}`).join(', ')}`,
    rate: (weights[index]?.percent ?? Number.NaN) / 100,
    positive: positive.get(id) ?? [],
    graded: graded.get(id) ?? 0,
  }));
}

describe.each(cells)('$name', ({ rate, positive, graded }) => {
  it('has a verdict for every trial', () => {
    expect(graded).toBe(samples * runs);
  });

  it('is not improbable under its documented rate, in one run and in all together', () => {
    const [first = Number.NaN] = positive;
    expect(binomialTest(first, samples, rate)).toBeGreaterThan(0.001);
    expect(binomialTest(sum(positive), samples * runs, rate)).toBeGreaterThan(0.001);
  });
});

describe('the 95 % intervals of all cells, over 50 runs', () => {
  it('hold the documented rate in 90 to 98 % of the cases', () => {
    const held = cells.flatMap(({ rate, positive }) => positive.map((count) => {
      const [low, high] = wilson(count, samples);
      return low <= rate && rate <= high ? 1 : 0;
    }));
    const share = sum(held) / held.length;
    expect(held).toHaveLength(16 * runs);
    expect(share).toBeGreaterThanOrEqual(0.9);
    expect(share).toBeLessThanOrEqual(0.98);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
