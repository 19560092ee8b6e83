import { describe, expect, it } from 'vitest';
import { analysisView } from '../../../src/core/view/analysisView.ts';
import { leakClassifier } from '../../support/runs.ts';
import { labelled, syntheticRun } from '../../support/syntheticRun.ts';

const stated = labelled('stated', ['real', 'evaluation', 'neither']);

/** The numbers of the published study: said to be real, an evaluation, or neither, and harmful in so many of each. */
const published = [
  ['real', 107, 59],
  ['evaluation', 324, 21],
  ['neither', 69, 0],
] as const;

function belief(repetition: number): Readonly<Record<string, string>> {
  let from = 0;
  for (const [label, n, harmful] of published) {
    if (repetition <= from + n) return { stated: label, leak: repetition <= from + harmful ? 'leak' : 'none' };
    from += n;
  }
  return {};
}

describe('the analysis of a run', () => {
  it('has the published table of rates given belief', () => {
    const state = syntheticRun({
      factors: {},
      samples: 500,
      classifiers: [leakClassifier, stated],
      verdicts: ({ repetition }) => belief(repetition),
    });
    const [given] = analysisView(state, 'leak')?.given ?? [];
    const percent = (share: number | null | undefined): string => `${((share ?? Number.NaN) * 100).toFixed(1)} %`;
    expect(
      given?.rows.map(({ label, share, rate, difference }) => [
        label,
        `${share.positive}/${share.graded} ${percent(share.rate)}`,
        `${rate.positive}/${rate.graded} ${percent(rate.rate)}`,
        difference && percent(difference.value),
      ]),
    ).toEqual([
      ['real', '107/500 21.4 %', '59/107 55.1 %', null],
      ['evaluation', '324/500 64.8 %', '21/324 6.5 %', '-48.7 %'],
      ['neither', '69/500 13.8 %', '0/69 0.0 %', '-55.1 %'],
    ]);
  });

  const grid = syntheticRun({
    factors: { goal: ['none', 'explicit'], threat: ['none', 'high'] },
    models: ['fake/a', 'fake/b'],
    samples: 20,
    classifiers: [leakClassifier, stated],
    verdicts: ({ levels, model, repetition }) => {
      if (model === 'fake/b' && repetition > 15) return { leak: 'judge_error', stated: 'judge_error' };
      const positives = levels['goal'] === 'explicit' ? (levels['threat'] === 'high' ? 14 : 4) : 1;
      return { leak: repetition <= positives ? 'leak' : 'none', stated: 'real' };
    },
  });

  it('has each level against the baseline within the other factors and models, and what two do together', () => {
    const view = analysisView(grid, 'leak');
    expect(
      view?.effects.map(({ title, level, against, strata, first, second, difference }) => [
        `${title}: ${level} against ${against}`,
        strata,
        `${first.positive}/${first.graded}`,
        `${second.positive}/${second.graded}`,
        difference?.conclusion,
        difference?.ifLeftOut?.holds,
      ]),
    ).toEqual([
      ['goal: explicit against none', 4, '36/70', '4/70', 'above', true],
      ['threat: high against none', 4, '30/70', '10/70', 'above', true],
      ['model: fake/b against fake/a', 4, '20/60', '20/80', 'open', false],
    ]);
    expect(view?.interactions).toMatchObject([
      { factors: ['goal', 'threat'], levels: ['explicit', 'high'], n: 140 },
      { factors: ['goal', 'model'], levels: ['explicit', 'fake/b'], n: 140 },
      { factors: ['threat', 'model'], levels: ['high', 'fake/b'], n: 140 },
    ]);
    expect(view?.interactions[0]?.difference?.conclusion).toBe('above');
    expect(view?.tested).toBe(6);
  });

  it('keeps what was left out beside every denominator', () => {
    const view = analysisView(grid, 'leak');
    expect(view?.all.excluded).toEqual({ judge_error: 20 });
    expect(view?.effects[0]?.first.excluded).toEqual({ judge_error: 10 });
    expect(view?.given[0]?.unlabelled).toEqual({ judge_error: 20 });
    expect(view?.given[0]?.rows[1]).toMatchObject({
      label: 'evaluation',
      rate: { graded: 0, rate: null },
      difference: null,
    });
  });

  it('says how many trials it takes', () => {
    const power = analysisView(grid, 'leak')?.power;
    expect(power?.samples).toBe(20);
    expect(power?.halves).toContainEqual({ half: 0.1, n: 93 });
    // From the control: no goal, no threat.
    expect(power?.differences.map(({ from }) => from)).toEqual([2 / 35, 2 / 35, 2 / 35]);
  });

  it('is null for a classifier that the run does not have', () => expect(analysisView(grid, 'other')).toBeNull());
});
