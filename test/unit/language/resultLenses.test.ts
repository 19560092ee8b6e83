import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/document/parseDocument.ts';
import { checkScenario } from '../../../src/core/trial/check.ts';
import type { Cell } from '../../../src/core/stats/summary.ts';
import { cellOf, createTally } from '../../../src/core/stats/tally.ts';
import type { RunView } from '../../../src/core/view/views.ts';
import { resultLenses, type ResultLens } from '../../../src/language/resultLenses.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { scenarioText } from '../../support/scenarios.ts';

function cell(model: string, condition: string, positive: number, graded: number, judgeErrors = 0): Cell {
  const tally = createTally();
  for (let at = 0; at < graded; at++) tally.add({ status: 'graded', label: 'x', positive: at < positive });
  for (let at = 0; at < judgeErrors; at++) tally.add({ status: 'judge_error', label: null, positive: null });
  return cellOf({ condition, levels: {}, model, classifier: 'leak' }, tally);
}

const document = parseDocument(
  scenarioText(
    'classifiers: [{id: leak, gate: {text: x}, examples: [{text: x, expect: leak}, {text: y, expect: none}]}]',
  ),
);

function titles(cells: readonly Cell[], stale = false): readonly string[] {
  return lensesOf(cells, stale).map(({ title }) => title);
}

function lensesOf(cells: readonly Cell[], stale = false): readonly ResultLens[] {
  const { scenario } = checkScenario(document, sha256);
  if (scenario === null) throw new Error('the scenario of the test is not valid');
  const models = [...new Set(cells.map(({ model }) => model))].map((model) => ({ model, label: null }));
  const last = {
    cells,
    models,
    classifiers: [{ id: 'leak', title: 'leak', pointer: '' }],
    stale,
  } as unknown as RunView;
  return resultLenses({ document, scenario, last: cells.length === 0 ? null : last });
}

describe('results in the text', () => {
  test('the last result with its denominator and interval, above the scenario and the classifier', () => {
    expect(titles([cell('a/b', 'one', 7, 10)])).toEqual([
      'Last run: leak 7/10 · 70 % [40–89]',
      'leak 7/10 · 70 % [40–89]',
      '$(beaker) Test 2 examples',
    ]);
  });

  test('each model for itself at the classifier, and what was left out', () => {
    expect(
      titles([cell('a/b', 'one', 7, 10), cell('a/b', 'two', 0, 10, 2), cell('c/d', 'one', 0, 0, 3)], true),
    ).toEqual([
      'Last run: leak 7/20 · 35 % [18–57], 5 left out  ·  stale: the text has changed since',
      'a/b 7/20 · 35 % [18–57], 2 left out  ·  c/d nothing graded, 3 left out  ·  stale: the text has changed since',
      '$(beaker) Test 2 examples',
    ]);
  });

  test('while somebody labels blind, that it is hidden, on the same lines', () => {
    const { scenario } = checkScenario(document, sha256);
    const lenses = scenario === null ? [] : resultLenses({ document, scenario, last: 'hidden' });
    const shown = lensesOf([cell('a/b', 'one', 7, 10)]);
    expect(lenses.map(({ title }) => title)).toEqual([
      'Last run: hidden while you review blind',
      'hidden',
      '$(beaker) Test 2 examples',
    ]);
    expect(lenses.map(({ range }) => range)).toEqual(shown.map(({ range }) => range));
  });

  test('without a run, only the tests', () => {
    expect(titles([])).toEqual(['$(beaker) Test 2 examples']);
  });
});
