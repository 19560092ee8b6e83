import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { runView } from '../../../src/core/view/runView.ts';
import { trialsPage } from '../../../src/core/view/trialsPage.ts';
import type { TrialFilter } from '../../../src/core/view/views.ts';
import { answerOf, fakeProvider, judgedClassifier, leakClassifier, testRun } from '../../support/runs.ts';

const provider = fakeProvider(({ system, model }) => {
  if (model === 'judge') throw new ProviderError('invalid_request', 'The judge broke.');
  if (model === 'b' && system === 'Threat: high.') throw new ProviderError('invalid_request', 'Too long.');
  return answerOf(system === 'Threat: high.' ? 'leak' : 'All done.');
});
const run = testRun({
  provider,
  models: ['fake/a', 'fake/b'],
  concurrency: 1,
  classifiers: [leakClassifier, judgedClassifier],
});

describe('the view of a run', () => {
  it('has every cell from the start, without a rate', () => {
    const view = runView(run.newState(), { stale: false, stopping: false });
    expect(view).toMatchObject({
      status: 'running',
      progress: { planned: 12, running: 0, completed: 0, failed: 0, stopped: 0 },
    });
    expect(view.cells.map(({ classifier, condition, model, rate }) => [classifier, condition, model, rate])).toEqual(
      ['leak', 'judged'].flatMap((classifier) =>
        ['c-none', 'c-high'].flatMap((condition) =>
          ['fake/a', 'fake/b'].map((model) => [classifier, condition, model, null]),
        ),
      ),
    );
  });

  it('says how it went, and where', async () => {
    const state = await run.run();
    const view = runView(state, { stale: true, stopping: false });
    expect(view).toMatchObject({
      status: 'finished',
      stale: true,
      scenario: { id: 'inbox', path: 'a.scenario.yaml' },
      models: [
        { model: 'fake/a', label: null },
        { model: 'fake/b', label: null },
      ],
    });
    expect(view.progress).toEqual({ planned: 12, running: 0, completed: 9, failed: 3, stopped: 0 });
    expect(view.errors).toEqual([{ message: 'Too long.', count: 3 }]);
    const cell = view.cells.find(
      ({ classifier, condition, model }) => classifier === 'leak' && condition === 'c-high' && model === 'fake/a',
    );
    expect(cell).toMatchObject({ graded: 3, positive: 3, rate: 1, labels: { leak: 3 }, levels: { threat: 'high' } });
    const judged = view.cells.filter(({ classifier }) => classifier === 'judged');
    expect(
      judged.every(
        ({ graded, excluded }) => graded === 0 && (excluded.judge_error ?? 0) + (excluded.not_run ?? 0) === 3,
      ),
    ).toBe(true);
  });

  it('tells stopping from running, until the end is on disk', () => {
    const state = run.newState();
    expect(runView(state, { stale: false, stopping: true }).status).toBe('stopping');
    state.apply({ type: 'end', reason: 'stopped', at: 0 }, { offset: 0, length: 1 });
    expect(runView(state, { stale: false, stopping: true }).status).toBe('stopped');
  });
});

describe('pages of trials', () => {
  it.each<[filter: TrialFilter, expected: number | 'some']>([
    [{}, 12],
    [{ condition: 'c-high' }, 6],
    [{ model: 'fake/a' }, 6],
    [{ condition: 'c-high', model: 'fake/a', classifier: 'leak', verdict: 'positive' }, 3],
    [{ condition: 'c-high', model: 'fake/a', classifier: 'leak', verdict: 'negative' }, 0],
    [{ classifier: 'judged', verdict: 'excluded' }, 12],
    [{ classifier: 'unknown', verdict: 'excluded' }, 0],
    [{ condition: 'c-other' }, 0],
  ])('%j → %s', async (filter, expected) => {
    const state = await run.run();
    expect(trialsPage(state, filter, 0, 100)).toMatchObject({ total: expected, offset: 0 });
  });

  it('are cut where they are asked to be, in the order in which the trials ended', async () => {
    const state = await run.run();
    const all = trialsPage(state, {}, 0, 100).rows;
    const pages = [0, 5, 10].flatMap((offset) => trialsPage(state, {}, offset, 5).rows);
    expect(pages).toEqual(all);
    expect(all[0]).toMatchObject({
      condition: 'c-none',
      model: 'fake/a',
      repetition: 1,
      state: 'completed',
      actions: 0,
    });
    expect(all[0]?.verdicts).toEqual([
      { classifier: 'leak', status: 'graded', label: 'none', positive: false },
      { classifier: 'judged', status: 'judge_error', label: null, positive: null },
    ]);
  });
});
