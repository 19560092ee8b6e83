import { describe, expect, it } from 'vitest';
import { shownAnalysis } from '../../../media/askFindings.ts';
import { leftOutSentence, points, pointsInterval, pValue } from '../../../src/core/view/shown/differenceWords.ts';
import { initialModel, type PanelEvent, type PanelModel } from '../../../media/model.ts';
import { update } from '../../../media/store.ts';
import type { FromPanel, ToPanel } from '../../../src/protocol/messages.ts';
import { analysisView } from '../../../src/core/view/analysisView.ts';
import { syntheticRun } from '../../support/syntheticRun.ts';
import { runState } from './factories.ts';

const state = (completed: number): ToPanel => ({
  type: 'state',
  state: runState({ progress: { planned: 100, completed, failed: 0, stopped: 0, running: 0 } }),
});

/** What the panel asks for after each of these. */
function asked(...events: readonly (PanelEvent | ToPanel)[]): {
  readonly model: PanelModel;
  readonly sent: readonly FromPanel[];
} {
  let model = initialModel();
  const sent: FromPanel[] = [];
  for (const event of events) {
    const step = update(model, isMessage(event) ? { type: 'received', message: event } : event);
    model = step.model;
    sent.push(...step.send.filter(({ type }) => type === 'getAnalysis' || type === 'getComparison'));
  }
  return { model, sent };
}

function isMessage(event: PanelEvent | ToPanel): event is ToPanel {
  return ['state', 'analysis', 'comparison'].includes(event.type);
}

const analysis = analysisView(syntheticRun({ verdicts: () => ({ leak: 'none' }) }), 'leak');

describe('an analysis', () => {
  it('is asked for when it is looked at, and again at each twentieth of the trials and for another classifier', () => {
    const { sent } = asked(state(0), { type: 'chooseLevel', level: 'analysis' }, state(1), state(4), state(5), {
      type: 'chooseClassifier',
      classifier: 'tell',
    });
    expect(sent).toEqual([
      { type: 'getAnalysis', run: 'r1', classifier: 'leak' },
      { type: 'getAnalysis', run: 'r1', classifier: 'leak' },
      { type: 'getAnalysis', run: 'r1', classifier: 'tell' },
    ]);
  });

  it('is asked for by the charts, and not anew by the level that shows it whole', () => {
    const charts = { type: 'chooseLevel', level: 'charts' } as const;
    const { sent } = asked(state(0), charts, { type: 'chooseLevel', level: 'analysis' });
    expect(sent).toEqual([{ type: 'getAnalysis', run: 'r1', classifier: 'leak' }]);
    const [classifier] = runState().view.classifiers;
    if (classifier === undefined) throw new Error('the run has no classifier');
    expect(asked({ type: 'state', state: runState({ classifiers: [classifier] }) }, charts).sent).toEqual([]);
  });

  it('is shown for its own run and classifier alone', () => {
    const answer = analysis === null ? null : { ...analysis, run: 'r1' };
    const { model } = asked(
      state(0),
      { type: 'chooseLevel', level: 'analysis' },
      { type: 'analysis', run: 'r1', analysis: answer },
    );
    expect(shownAnalysis(model)).toBe(answer);
    expect(shownAnalysis({ ...model, place: { ...model.place, classifier: 'tell' } })).toBeNull();
    expect(shownAnalysis({ ...model, place: { ...model.place, run: 'r2' } })).toBeNull();
  });
});

describe('a comparison', () => {
  it('is asked for once where it is looked at, and not where it comes because it was chosen', () => {
    const comparison: ToPanel = { type: 'comparison', run: 'r1', comparison: null, show: true };
    const { model, sent } = asked(state(0), comparison, state(1));
    expect(model.place.level).toBe('compare');
    expect(sent).toEqual([]);
    const looked = asked(state(0), { type: 'chooseLevel', level: 'compare' }, state(1));
    expect(looked.sent).toEqual([{ type: 'getComparison', run: 'r1' }]);
  });

  it('of another run opens nothing', () => {
    const { model } = asked(state(0), { type: 'comparison', run: 'r2', comparison: null, show: true });
    expect(model.place.level).toBe('rates');
  });
});

describe('words of differences', () => {
  it.each([
    [0.404, '+40'],
    [-0.03, '−3'],
    [0, '0'],
    [1e-17, '0'],
    [0.001, '+0.1'],
    [-0.0034, '−0.3'],
  ])('%d → %s', (share, says) => expect(points(share)).toBe(says));

  it.each([
    [null, '–'],
    [0.00001, '<0.0001'],
    [0.004, '0.004'],
    [0.25, '0.25'],
  ])('p %s → %s', (p, says) => expect(pValue(p)).toBe(says));

  it('say where a conclusion depends on what was left out, and nothing where it does not', () => {
    expect(pointsInterval([-0.031, 0.12])).toBe('[−3 to +12]');
    const contrast = { value: 0.3, interval: [0.1, 0.5], conclusion: 'above' } as const;
    const end = (value: number) => ({ value, interval: [value - 0.1, value + 0.1] as const });
    expect(leftOutSentence({ ...contrast, ifLeftOut: null })).toBe('');
    expect(leftOutSentence({ ...contrast, ifLeftOut: { low: end(0.2), high: end(0.4), holds: true } })).toBe('');
    expect(leftOutSentence({ ...contrast, ifLeftOut: { low: end(-0.1), high: end(0.4), holds: false } })).toBe(
      'The conclusion depends on what was left out: from −10 [−20 to 0] to +40 [+30 to +50] points, had all of it gone one way or the other.',
    );
  });
});
