import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { JournalEvent } from '../../../src/core/run/journal/journal.ts';
import type { RunState } from '../../../src/core/run/state/runState.ts';
import { replayInto } from '../../../src/core/run/trialEvents.ts';
import { runView } from '../../../src/core/view/runView.ts';
import { trialsPage } from '../../../src/core/view/trialsPage.ts';
import { answerOf, fakeProvider, judgedClassifier, leakClassifier, testRun, type TestRun } from '../../support/runs.ts';

/** All that anybody can see of a state. */
function seen(state: RunState) {
  return { view: runView(state, { stale: false, stopping: false }), trials: trialsPage(state, {}, 0, 10_000).rows };
}

/** A run in which everything happens: answers, failures, refused keys, and a stop somewhere. */
function eventfulRun(draws: readonly number[], stopAfter: number): TestRun {
  const draw = (index: number): number => draws[index % draws.length] ?? 0;
  const provider = fakeProvider(({ model }, call) => {
    const kind = draw(call) % 8;
    if (kind === 0) throw new ProviderError('invalid_request', `refused ${draw(call) % 3}`);
    if (kind === 1) throw new ProviderError('server', 'broken', { ambiguous: true });
    if (kind === 2 && model !== 'a') throw new ProviderError('auth', 'The key was refused.');
    if (call === stopAfter) run.stop.abort();
    if (kind === 3) throw new ProviderError('cancelled', 'Stopped.');
    return answerOf(kind % 2 === 0 ? 'I will leak it.' : 'All done.');
  });
  const classifiers = [leakClassifier, judgedClassifier];
  const run = testRun({ provider, models: ['fake/a', 'fake/b'], concurrency: 1 + (draw(0) % 5), classifiers });
  return run;
}

describe('replaying the journal', () => {
  it('gives the state that the run had live', async () => {
    const draws = fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(draws, fc.integer({ min: 1, max: 40 }), async (drawn, stopAfter) => {
        const run = eventfulRun(drawn, stopAfter);
        const live = await run.run();
        const replayed = run.newState();
        await replayInto(replayed, run.journal);
        expect(seen(replayed)).toEqual(seen(live));
      }),
      { numRuns: 60 },
    );
  });

  it('twice changes nothing: a trial counts once', async () => {
    const run = eventfulRun([4, 5, 0, 6, 7], 1000);
    const live = await run.run();
    const twice = run.newState();
    await replayInto(twice, run.journal);
    await replayInto(twice, run.journal);
    expect(seen(twice)).toEqual(seen(live));
  });
});

describe('a run that was gone on with', () => {
  it('says how often, and reading its journal again adds nothing', () => {
    const state = testRun({ provider: fakeProvider(() => answerOf('leak')) }).newState();
    const resume = (offset: number): void =>
      state.apply({ type: 'resume', scenarist: '0.1.0', interrupted: 0, at: 0 }, { offset, length: 80 });
    expect(seen(state).view.resumed).toBe(0);
    [100, 500, 100, 500].forEach(resume);
    expect(seen(state).view.resumed).toBe(2);
  });
});

describe('a run that was killed', () => {
  it('shows what was on disk, and what was under way as stopped', async () => {
    const run = testRun({ provider: fakeProvider(() => answerOf('leak')), concurrency: 3, samples: 4 });
    await run.run();
    for (let length = 0; length < run.journal.events.length; length++) {
      const state = run.newState();
      const kept = run.journal.events.slice(0, length);
      kept.forEach((event, index) => state.apply(event, { offset: index, length: 1 }));
      expect(runView(state, { stale: false, stopping: false }).status).toBe('running');
      state.settle();
      const { view, trials } = seen(state);
      const begun = new Set(kept.flatMap((event) => ('trial' in event ? [event.trial] : [])));
      const answered = kept.filter(({ type }) => type === 'outcome').length;
      expect(view.status).toBe('stopped');
      expect(view.progress).toEqual({
        planned: 8,
        running: 0,
        failed: 0,
        completed: answered,
        stopped: begun.size - answered,
      });
      expect(trials).toHaveLength(begun.size);
      const counted = view.cells.reduce((sum, cell) => sum + cell.graded + (cell.excluded.not_run ?? 0), 0);
      expect(counted).toBe(begun.size);
    }
  });
});

describe('events of a trial', () => {
  const key = { trial: 't1', condition: 'c-none', model: 'fake/a', repetition: 1 };
  const intent: JournalEvent = { type: 'intent', ...key, attempt: 1, judge: null, at: 0 };
  const failed: JournalEvent = {
    type: 'outcome',
    ...key,
    result: {
      status: 'failed',
      error: { kind: 'server', message: 'broken', status: null, requestId: null, ambiguous: false },
    },
    durationMs: 0,
    at: 0,
  };
  const { blocks, ...answer } = answerOf('leak');
  const completed: JournalEvent = {
    ...failed,
    result: { status: 'completed', transcript: { ...answer, messages: [{ role: 'assistant', blocks }] }, actions: 2 },
  };
  const verdict = (label: string, positive: boolean): JournalEvent => ({
    type: 'verdict',
    ...key,
    verdict: {
      classifier: 'leak',
      status: 'graded',
      label,
      positive,
      gate: null,
      judge: null,
      evidence: [],
      reason: '',
    },
    parser: 1,
    at: 0,
  });

  const after = (...events: readonly JournalEvent[]): RunState => {
    const state = testRun({ provider: fakeProvider(() => answerOf('')) }).newState();
    events.forEach((event, index) => state.apply(event, { offset: index * 10, length: 9 }));
    return state;
  };

  it.each<[name: string, events: readonly JournalEvent[], state: string, counted: object]>([
    ['under way', [intent], 'running', { graded: 0, excluded: {} }],
    ['failed', [intent, failed], 'failed', { graded: 0, excluded: { not_run: 1 } }],
    ['failed, and sent again', [intent, failed, intent], 'running', { graded: 0, excluded: {} }],
    [
      'failed, and then answered',
      [intent, failed, intent, completed, verdict('leak', true)],
      'completed',
      { graded: 1, positive: 1, excluded: {} },
    ],
    [
      'answered, and then failed',
      [intent, completed, verdict('leak', true), failed],
      'completed',
      { graded: 1, positive: 1 },
    ],
    [
      'graded again',
      [intent, completed, verdict('leak', true), verdict('none', false)],
      'completed',
      { graded: 1, positive: 0, labels: { none: 1 } },
    ],
    ['a verdict whose answer is lost', [intent, verdict('leak', true)], 'running', { graded: 0 }],
  ])('%s', (_name, events, expected, counted) => {
    const { view, trials } = seen(after(...events));
    expect(trials.map(({ state }) => state)).toEqual([expected]);
    expect(view.cells.find(({ condition }) => condition === 'c-none')).toMatchObject(counted);
    const { running, completed, failed: broken, stopped } = view.progress;
    expect(running + completed + broken + stopped).toBe(1);
    expect(view.errors).toEqual(expected === 'failed' ? [{ message: 'broken', count: 1 }] : []);
  });

  it('of conditions and models that the run does not have are passed over', () => {
    const state = after({ ...intent, condition: 'c-other' }, { ...intent, trial: 't2', model: 'fake/other' });
    expect([...state.trials()]).toEqual([]);
  });

  it('leave unknown what a response did not say', () => {
    const usage = { inputTokens: null, outputTokens: 5, cacheReadTokens: 0, cacheWriteTokens: 0 };
    const silent = {
      ...completed,
      trial: 't2',
      result: { ...completed.result, transcript: { ...answer, messages: [], usage } },
    };
    expect(after(completed, silent as JournalEvent).books.usage).toMatchObject({ inputTokens: null, outputTokens: 10 });
  });
});

it('keeps no transcript, and about as much for each trial however long it is', async () => {
  const long = 'x'.repeat(50_000);
  const run = testRun({ provider: fakeProvider(() => answerOf(long)), samples: 20 });
  const state = await run.run();
  const kept = JSON.stringify([...state.trials()]);
  expect(kept.length / 40).toBeLessThan(500);
});
