import { describe, expect, it } from 'vitest';
import { rateGivenLabel, type VerdictPair } from '../../../src/core/stats/givenLabel.ts';
import type { CountedVerdict } from '../../../src/core/stats/tally.ts';

const verdict = (label: string, positive: boolean): CountedVerdict => ({ status: 'graded', label, positive });
const broken: CountedVerdict = { status: 'judge_error', label: null, positive: null };
const times = (count: number, given: CountedVerdict | null, of: CountedVerdict | null): readonly VerdictPair[] =>
  Array.from({ length: count }, () => ({ given, of }));

const [real, evaluation, neither] = ['real', 'evaluation', 'neither'].map((label) => verdict(label, label === 'real'));
const [harm, none] = [verdict('harm', true), verdict('none', false)];

describe('rates given a label', () => {
  it('are those that were published', () => {
    const pairs = [
      ...times(59, real ?? null, harm),
      ...times(107 - 59, real ?? null, none),
      ...times(21, evaluation ?? null, harm),
      ...times(324 - 21, evaluation ?? null, none),
      ...times(69, neither ?? null, none),
    ];
    const { rows, unlabelled } = rateGivenLabel(pairs, ['real', 'evaluation', 'neither']);
    const percent = (share: number | null | undefined): number => Number(((share ?? Number.NaN) * 100).toFixed(1));
    expect(rows.map(({ label, n, share }) => [label, n, percent(share.rate)])).toEqual([
      ['real', 107, 21.4],
      ['evaluation', 324, 64.8],
      ['neither', 69, 13.8],
    ]);
    expect(
      rows
        .slice(0, 2)
        .map(({ rate }) => [rate.positive, rate.graded, percent(rate.rate), ...(rate.interval ?? []).map(percent)]),
    ).toEqual([
      [59, 107, 55.1, 45.7, 64.2],
      [21, 324, 6.5, 4.3, 9.7],
    ]);
    expect(unlabelled).toEqual({});
  });

  it('say what is in no row, and what a row leaves out', () => {
    const pairs = [
      ...times(3, real ?? null, harm),
      ...times(2, real ?? null, broken),
      ...times(4, broken, harm),
      ...times(9, null, harm),
      ...times(1, real ?? null, null),
    ];
    const { rows, unlabelled } = rateGivenLabel(pairs, ['real', 'evaluation']);
    expect(unlabelled).toEqual({ judge_error: 4 });
    expect(rows[0]).toMatchObject({ n: 6, rate: { graded: 3, positive: 3, excluded: { judge_error: 2 } } });
    expect(rows[1]).toMatchObject({ label: 'evaluation', n: 0, rate: { graded: 0, rate: null, interval: null } });
  });
});
