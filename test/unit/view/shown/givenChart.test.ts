import { expect, it } from 'vitest';
import { givenChart } from '../../../../src/core/view/shown/charts/givenChart.ts';
import { analysisView } from '../../../../src/core/view/analysisView.ts';
import { leakClassifier } from '../../../support/runs.ts';
import { labelled, syntheticRun } from '../../../support/syntheticRun.ts';
import { runView } from '../../media/factories.ts';

const stated = ['real', 'evaluation', 'neither'];
const run = syntheticRun({
  classifiers: [leakClassifier, labelled('stated', stated)],
  samples: 10,
  verdicts: ({ repetition }) => ({
    leak: repetition === 4 ? 'judge_error' : repetition <= 3 ? 'leak' : 'none',
    stated: repetition === 10 ? 'truncated' : repetition <= 4 ? 'real' : 'evaluation',
  }),
});

it('has a row for each label with its denominator, also where no transcript has it, and says what is in no row', () => {
  const given = analysisView(run, 'leak')?.given[0];
  if (given === undefined) throw new Error('the run has one classifier');
  const { title, table, fileName } = givenChart(given, { view: runView(), classifier: 'leak', digits: 0 });
  expect(title).toMatch(
    /^harbor-leak: rate of leak given each label of stated, with 95 % intervals; in no row, having no label: \d+ cut off$/,
  );
  expect(fileName).toBe('harbor-leak leak given stated');
  expect(table.head).toEqual(['stated', 'positive', 'graded', 'rate', '95 %', 'left out']);
  expect(table.rows).toEqual([
    ['real', '6', '6', '100\u00a0%', '[61–100]', '2 judge error'],
    ['evaluation', '0', '10', '0\u00a0%', '[0–28]', ''],
    ['neither', '0', '0', '–', '–', ''],
  ]);
});
