import { expect, it } from 'vitest';
import { givenCells } from '../../../src/core/view/givenCells.ts';
import { leakClassifier } from '../../support/runs.ts';
import { labelled, syntheticRun } from '../../support/syntheticRun.ts';

const state = syntheticRun({
  samples: 10,
  classifiers: [leakClassifier, labelled('stated', ['real', 'test']), labelled('calm', ['yes', 'no'])],
  verdicts: ({ repetition }) => ({
    // 1–4 real, of which 1–3 leaked; 5–7 a test; 8 not told; 9 real, and its own judge failed; 10 not told, and surely not calm.
    stated: repetition <= 4 || repetition === 9 ? 'real' : repetition <= 7 ? 'test' : 'judge_error',
    leak: repetition === 9 ? 'truncated' : repetition <= 3 ? 'leak' : 'none',
    calm: repetition === 10 ? 'no' : 'yes',
  }),
});

it('counts the transcripts with the label, and leaves out those of which nobody knows', () => {
  const cells = givenCells(state, 'leak', [{ classifier: 'stated', label: 'real' }]);
  expect(cells.map(({ levels }) => levels)).toEqual([{ threat: 'none' }, { threat: 'high' }]);
  expect(cells[0]).toMatchObject({
    positive: 3,
    graded: 4,
    excluded: { judge_error: 2, truncated: 1 },
    classifier: 'leak',
  });
});

it('asks for all labels that are named: one that is another is enough to know', () => {
  const given = [
    { classifier: 'stated', label: 'real' },
    { classifier: 'calm', label: 'yes' },
  ];
  expect(givenCells(state, 'leak', given)[0]).toMatchObject({ graded: 4, excluded: { judge_error: 1, truncated: 1 } });
});
