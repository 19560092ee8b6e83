import { describe, expect, it } from 'vitest';
import type { RunState } from '../../../src/core/run/state/runState.ts';
import { finish } from '../../../src/core/text/steps.ts';
import { compareView } from '../../../src/core/view/compareView.ts';
import type { CompareView } from '../../../src/core/view/comparison.ts';
import type { CompareSide } from '../../../src/core/view/matchedPlaces.ts';
import { leakClassifier } from '../../support/runs.ts';
import { labelled, syntheticRun, type SyntheticRun } from '../../support/syntheticRun.ts';

const all = (state: RunState): CompareSide => ({ state, model: null, condition: null });
const nothingShared: ReadonlySet<string> = new Set();

/** So many positive of ten under the threat, and none without. */
const leaking =
  (positive: number): SyntheticRun['verdicts'] =>
  ({ levels, repetition }) => ({ leak: levels['threat'] === 'high' && repetition <= positive ? 'leak' : 'none' });

const before = syntheticRun({ verdicts: leaking(9), text: 'user: a', createdAt: '2026-11-23T12:00:00.000Z' });
const after = syntheticRun({
  verdicts: leaking(2),
  text: 'user: b',
  system: 'Hi.',
  createdAt: '2026-11-24T12:00:00.000Z',
});

function compared(...sides: Parameters<typeof compareView>): CompareView {
  return finish(compareView(...sides));
}

describe('a comparison of two runs', () => {
  it('has the second less the first, within conditions', () => {
    const { classifiers, texts, unmatched, first, second } = compared(all(before), all(after), nothingShared);
    expect([first.name, second.name]).toEqual([before.manifest.run, after.manifest.run]);
    expect(texts).toEqual([{ path: 'a.scenario.yaml', change: 'changed' }]);
    expect(unmatched).toEqual({ first: 0, second: 0 });
    expect(classifiers).toHaveLength(1);
    expect(classifiers[0]).toMatchObject({
      classifier: 'leak',
      ruleChanged: false,
      first: { positive: 9, graded: 20 },
      second: { positive: 2, graded: 20 },
      strata: 2,
      difference: { conclusion: 'below' },
      paired: null,
    });
    expect(classifiers[0]?.difference?.value).toBeCloseTo(-0.35, 12);
    expect(
      classifiers[0]?.cells.map(({ levels, difference }) => [levels['threat'], difference?.value.toFixed(1)]),
    ).toEqual([
      ['none', '0.0'],
      ['high', '-0.7'],
    ]);
  });

  it('lists the trials with another label, and says what is the same about them', () => {
    const { flips } = compared(all(before), all(after), nothingShared);
    expect(flips.total).toBe(7);
    expect(flips.rows[0]).toMatchObject({ same: 'place', levels: { threat: 'high' }, repetition: 3 });
    expect(flips.rows[0]?.first).toMatchObject({ label: 'leak', positive: true, run: before.manifest.run });
    expect(flips.rows[0]?.second).toMatchObject({ label: 'none', positive: false });
    const again = compared(all(before), all(syntheticRun({ verdicts: leaking(2) })), nothingShared);
    expect(again.flips.rows[0]?.same).toBe('trial');
  });

  it('compares a transcript that was graded twice with itself, and counts it in no rate', () => {
    const regraded = syntheticRun({ verdicts: leaking(5), createdAt: '2026-11-24T12:00:00.000Z' });
    const shared = new Set([...before.trials()].map(({ id }) => id));
    const [leak] = compared(all(before), all(regraded), shared).classifiers;
    expect(leak?.first.graded).toBe(0);
    expect(leak?.difference).toBeNull();
    expect(leak?.paired).toMatchObject({ n: 20, first: 9, second: 5, leftOut: 0 });
    expect(leak?.paired?.difference.value).toBeCloseTo(-0.2, 12);
    // Four went one way and none the other: 2/2⁴.
    expect(leak?.paired?.p).toBeCloseTo(0.125, 12);
  });

  it('matches what an added factor left unchanged, and says what has no counterpart', () => {
    const added = syntheticRun({
      factors: { threat: ['none', 'high'], mood: ['calm', 'hasty'] },
      verdicts: leaking(9),
    });
    const { unmatched, classifiers } = compared(all(before), all(added), nothingShared);
    expect(unmatched).toEqual({ first: 0, second: 2 });
    expect(classifiers[0]?.cells.map(({ levels }) => levels)).toEqual([
      { threat: 'none', mood: 'calm' },
      { threat: 'high', mood: 'calm' },
    ]);
  });

  it('warns of a rule that is another one, and of a classifier on one side alone', () => {
    const other = { ...leakClassifier, labels: { ...leakClassifier.labels, negative: ['none', 'told'] } };
    const changed = syntheticRun({ verdicts: leaking(1), classifiers: [other, labelled('stated', ['real', 'test'])] });
    const { classifiers, missing } = compared(all(before), all(changed), nothingShared);
    expect(classifiers[0]?.ruleChanged).toBe(true);
    expect(missing).toEqual(['stated']);
  });
});

describe('a comparison within a run', () => {
  const run = syntheticRun({
    models: ['fake/a', 'fake/b'],
    verdicts: ({ levels, model, repetition }) => ({
      leak: levels['threat'] === 'high' && repetition <= (model === 'fake/a' ? 2 : 8) ? 'leak' : 'none',
    }),
  });

  it('of two models is stratified by condition', () => {
    const view = compared({ ...all(run), model: 'fake/a' }, { ...all(run), model: 'fake/b' }, nothingShared);
    expect([view.first.name, view.second.name]).toEqual(['fake/a', 'fake/b']);
    expect(view.classifiers[0]).toMatchObject({ strata: 2, first: { positive: 2 }, second: { positive: 8 } });
    expect(view.flips.total).toBe(6);
  });

  it('of two conditions is stratified by model', () => {
    const view = compared({ ...all(run), condition: 'none' }, { ...all(run), condition: 'high' }, nothingShared);
    expect([view.first.name, view.second.name]).toEqual(['none', 'high']);
    expect(view.classifiers[0]).toMatchObject({
      strata: 2,
      first: { positive: 0, graded: 20 },
      second: { positive: 10, graded: 20 },
    });
  });

  it('is made in slices, so that the editor answers meanwhile', () => {
    const many = syntheticRun({ verdicts: leaking(2), samples: 2_000 });
    const steps = [...compareView(all(many), all(many), nothingShared)];
    expect(steps.length).toBeGreaterThan(2);
  });
});
