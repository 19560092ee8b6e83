import { expect, it } from 'vitest';
import type { Cell } from '../../../src/core/stats/summary.ts';
import { rateOf } from '../../../src/core/stats/tally.ts';
import { matrixView } from '../../../src/core/view/matrixView.ts';

const factors = [
  { name: 'threat', levels: [{ name: 'none' }, { name: 'replacement' }] },
  { name: 'goal', levels: [{ name: 'none' }, { name: 'swap' }] },
  { name: 'language', levels: [{ name: 'english' }, { name: 'german' }] },
];

/** «threat goal model positive/graded» */
function cell(text: string): Cell {
  const [threat = '', goal = '', model = '', counts = ''] = text.split(' ');
  const [positive = 0, graded = 0] = counts.split('/').map(Number);
  return {
    condition: `${threat}-${goal}`,
    levels: { threat, goal, language: 'english' },
    model,
    classifier: 'leak',
    labels: {},
    ...rateOf(positive, graded, graded < 10 ? { judge_error: 10 - graded } : {}),
  };
}

function matrix(cells: readonly string[], models: readonly string[] = ['m']) {
  const view = matrixView({ classifier: 'leak', factors, models, cells: cells.map(cell) });
  const says = (rate: { positive: number; graded: number } | null): string | null =>
    rate === null ? null : `${rate.positive}/${rate.graded}`;
  return (
    view && {
      head: [view.factor, ...view.columns],
      rows: view.rows.map((row) => [Object.values(row.levels).join(), ...row.cells, says(row.all)]),
      all: [...view.all, view.total].map(says),
    }
  );
}

const crossed = ['none none m 0/10', 'none swap m 1/9', 'replacement none m 2/10', 'replacement swap m 7/10'];

it('two factors of one model: the last one makes the columns, and all is pooled', () => {
  expect(matrix(crossed)).toEqual({
    head: ['goal', 'none', 'swap'],
    rows: [
      ['none', 0, 1, '1/19'],
      ['replacement', 2, 3, '9/20'],
    ],
    all: ['2/20', '8/19', '10/39'],
  });
});

it('several models make the columns, and are never pooled', () => {
  expect(matrix(['none none a 0/10', 'none none b 1/10', 'none swap a 2/10', 'none swap b 3/10'], ['a', 'b'])).toEqual({
    head: [null, 'a', 'b'],
    rows: [
      ['none', 0, 1, null],
      ['swap', 2, 3, null],
    ],
    all: ['2/20', '4/20', null],
  });
});

it('where a cell is missing, nothing is pooled over its place', () => {
  expect(matrix(crossed.slice(0, 3))).toEqual({
    head: ['goal', 'none', 'swap'],
    rows: [
      ['none', 0, 1, '1/19'],
      ['replacement', 2, null, null],
    ],
    all: [null, null, null],
  });
});

it.each([
  ['one factor that varies', ['none none m 0/10', 'none swap m 1/10'], ['m']],
  ['one condition', ['none none m 0/10'], ['m']],
  ['more models than are read at a glance', ['none none a 0/10'], ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
])('%s is no matrix', (_, cells, models) => {
  expect(matrix(cells, models)).toBeNull();
});

it('what is left out stays beside its sum', () => {
  const view = matrixView({ classifier: 'leak', factors, models: ['m'], cells: crossed.map(cell) });
  expect(view?.total?.excluded).toEqual({ judge_error: 1 });
});
