import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { executeRun } from '../../../src/core/run/executeRun.ts';
import { retryRules } from '../../../src/core/run/sending/retryPolicy.ts';
import type { Signal } from '../../../src/core/text/ports.ts';
import {
  answerOf,
  fakeProvider,
  judgedClassifier,
  leakClassifier,
  memoryJournal,
  ofType,
  statuses,
  testRun,
} from '../../support/runs.ts';

const leaking = () =>
  fakeProvider(({ system }) => answerOf(system === 'Threat: high.' ? 'I will leak it.' : 'All done.'));

/** Waits for what is under way to go on, without a clock. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
}

describe('a run', () => {
  it('runs every trial once, grades it, and ends', async () => {
    const provider = leaking();
    const run = testRun({ provider, models: ['fake/a', 'fake/b'] });
    const state = await run.run();
    expect(new Set(ofType(run, 'outcome').map(({ trial }) => trial)).size).toBe(12);
    expect(provider.requests).toHaveLength(12);
    expect(state.progress).toEqual({ running: 0, completed: 12, failed: 0, stopped: 0 });
    expect(state.end).toBe('finished');
    expect(state.tally('c-high', 'fake/b', 'leak').positive).toBe(3);
    expect(state.tally('c-none', 'fake/b', 'leak').positive).toBe(0);
    expect(state.books.usage).toEqual({ inputTokens: 120, outputTokens: 60, cacheReadTokens: 0, cacheWriteTokens: 0 });
  });

  it('journals each step of a trial in order, and shows nothing that is not on disk', async () => {
    const run = testRun({ provider: leaking(), concurrency: 3 });
    await run.run((event) => {
      if (event.type === 'journaled') expect(run.journal.events).toContain(event.event);
    });
    const byTrial = Map.groupBy(run.journal.events, (event) => ('trial' in event ? event.trial : ''));
    expect(byTrial.get('')?.map(({ type }) => type)).toEqual(['end']);
    byTrial.delete('');
    expect(byTrial.size).toBe(6);
    for (const events of byTrial.values())
      expect(events.map(({ type }) => type)).toEqual(['intent', 'outcome', 'verdict']);
    expect(run.journal.events.at(-1)).toMatchObject({ type: 'end', reason: 'finished' });
  });

  it.each([1, 2, 5, 40])('has at most %d requests under way, and uses them', async (concurrency) => {
    const slow = () =>
      fakeProvider(async (_request, call) => {
        await turns(20 + (call % 7));
        return answerOf('leak');
      });
    const [alone, judged] = [slow(), slow()];
    await testRun({ provider: alone, samples: 100, concurrency }).run();
    await testRun({ provider: judged, samples: 50, concurrency, classifiers: [judgedClassifier] }).run();
    expect(alone.inFlight.most).toBe(concurrency);
    expect(judged.inFlight.most).toBeLessThanOrEqual(concurrency);
  });

  it('passes on what arrives, and keeps it out of the journal', async () => {
    const provider = fakeProvider((_request, _call, { onDelta }) => {
      for (const text of ['All ', 'done.']) onDelta?.({ kind: 'text', text });
      return answerOf('All done.');
    });
    const run = testRun({ provider, samples: 1, threats: ['none'] });
    let arrived = '';
    await run.run((event) => {
      if (event.type === 'delta') arrived += event.delta.text;
    });
    expect(arrived).toBe('All done.');
  });
});

describe('a trial that fails', () => {
  it('does not end the run', async () => {
    const provider = fakeProvider((_request, call) => {
      if (call === 2)
        throw new ProviderError('invalid_request', 'The service did not take it.', { status: 400, requestId: 'r-1' });
      return answerOf('All done.');
    });
    const run = testRun({ provider });
    const state = await run.run();
    expect(statuses(run)).toEqual({ completed: 5, failed: 1 });
    expect(state.end).toBe('finished');
    expect(state.errors).toEqual([{ message: 'The service did not take it.', count: 1 }]);
    expect(provider.requests).toHaveLength(6);
    const failed = ofType(run, 'outcome').find(({ result }) => result.status === 'failed');
    expect(failed?.result).toMatchObject({
      error: { kind: 'invalid_request', status: 400, requestId: 'r-1', ambiguous: false },
    });
  });

  it('is an internal error, and logged, when an adapter throws what it must not', async () => {
    const provider = fakeProvider((_request, call) => {
      if (call === 1) throw new TypeError('x is undefined');
      return answerOf('All done.');
    });
    const run = testRun({ provider });
    await run.run();
    expect(statuses(run)).toEqual({ completed: 5, failed: 1 });
    expect(ofType(run, 'attempt')[0]?.error).toMatchObject({
      kind: 'internal',
      message: 'internal error: x is undefined',
    });
    expect(run.log.errors).toHaveLength(1);
  });

  it('is left out of the rate, and said to be', async () => {
    const provider = fakeProvider(() => {
      throw new ProviderError('invalid_request', 'no');
    });
    const state = await testRun({ provider, threats: ['none'] }).run();
    expect(state.tally('c-none', 'fake/a', 'leak').excluded()).toEqual({ not_run: 3 });
  });
});

describe('Stop', () => {
  it('sends nothing more, gives up what is under way, and keeps what had arrived', async () => {
    const provider = fakeProvider(async (_request, call, { signal, onDelta }) => {
      if (call <= 4) return answerOf('All done.');
      onDelta?.({ kind: 'reasoning', text: 'Hm.' });
      for (const text of ['All ', 'do']) onDelta?.({ kind: 'text', text });
      await new Promise<void>((resolve) => signal.addEventListener('abort', resolve));
      throw new ProviderError('cancelled', 'Stopped.');
    });
    const run = testRun({ provider, samples: 50, concurrency: 3 });
    const state = await run.run((event) => {
      if (event.type === 'journaled' && ofType(run, 'intent').length === 7) run.stop.abort();
    });
    await turns(20);
    expect(provider.requests).toHaveLength(7);
    expect(statuses(run)).toEqual({ completed: 4, stopped: 3 });
    const partial = ofType(run, 'outcome').flatMap(({ result }) =>
      result.status === 'stopped' ? [result.partial] : [],
    );
    expect(partial[0]).toEqual([
      { type: 'reasoning', text: 'Hm.', hidden: false },
      { type: 'text', text: 'All do' },
    ]);
    expect(ofType(run, 'verdict')).toHaveLength(4);
    expect(state.end).toBe('stopped');
    expect(run.journal.events.at(-1)).toMatchObject({ type: 'end', reason: 'stopped' });
  });

  it('before the start sends nothing', async () => {
    const provider = leaking();
    const run = testRun({ provider });
    run.stop.abort();
    await run.run();
    expect(provider.requests).toEqual([]);
    expect(run.journal.events.map(({ type }) => type)).toEqual(['end']);
  });

  it('ends a wait at once', async () => {
    const provider = fakeProvider(() => {
      throw new ProviderError('server', 'broken');
    });
    // A clock on which no wait ends by itself.
    const sleep = (_milliseconds: number, signal: Signal): Promise<void> =>
      new Promise((resolve) => {
        signal.addEventListener('abort', resolve);
        run.stop.abort();
        if (signal.aborted) resolve();
      });
    const run = testRun({ provider, clock: { slept: [], now: () => 0, sleep } });
    const state = await run.run();
    expect(state.end).toBe('stopped');
    expect(provider.requests.length).toBeLessThanOrEqual(4);
  });

  it('is what leaving the loop does', async () => {
    const provider = leaking();
    const run = testRun({ provider, samples: 500 });
    for await (const event of executeRun(run.input)) if (event.type === 'journaled') break;
    const sent = provider.requests.length;
    await turns(20);
    expect(provider.requests.length).toBe(sent);
    expect(sent).toBeLessThan(20);
    expect(run.journal.events.at(-1)).toMatchObject({ type: 'end', reason: 'stopped' });
  });
});

describe('a classifier that fails', () => {
  const judgeAnswers = (answer: () => never) =>
    fakeProvider(({ model }) => (model === 'judge' ? answer() : answerOf('leak')));

  it('is asked again, in the journal under its own name, and then counts as judge_error', async () => {
    const provider = judgeAnswers(() => {
      throw new ProviderError('overloaded', 'The judge is busy.');
    });
    const run = testRun({ provider, threats: ['none'], samples: 1, classifiers: [judgedClassifier, leakClassifier] });
    const state = await run.run();
    const asked = Array.from({ length: retryRules.overloaded?.failures ?? 0 }, (_, index) => ['judged', index + 1]);
    expect(ofType(run, 'intent').map(({ judge, attempt }) => [judge, attempt])).toEqual([[null, 1], ...asked]);
    expect(state.tally('c-none', 'fake/a', 'judged').excluded()).toEqual({ judge_error: 1 });
    expect(state.tally('c-none', 'fake/a', 'leak').positive).toBe(1);
    expect(state.progress.completed).toBe(1);
  });

  it('is asked no more when its model refuses the key', async () => {
    const provider = judgeAnswers(() => {
      throw new ProviderError('auth', 'The key was refused.');
    });
    const state = await testRun({ provider, samples: 10, concurrency: 1, classifiers: [judgedClassifier] }).run();
    expect(provider.requests.filter(({ model }) => model === 'judge')).toHaveLength(1);
    expect(state.progress.completed).toBe(20);
  });

  it('counts as not run when it has a bug of ours, and the others are graded', async () => {
    const broken = { ...leakClassifier, id: 'broken', gate: { op: 'nonsense' } as never };
    const run = testRun({ provider: leaking(), samples: 1, classifiers: [broken, leakClassifier] });
    const state = await run.run();
    expect(state.tally('c-high', 'fake/a', 'broken').excluded()).toEqual({ not_run: 1 });
    expect(state.tally('c-high', 'fake/a', 'leak').positive).toBe(1);
    expect(run.log.errors).toHaveLength(2);
  });

  it('is not run when the run is stopped while the judge thinks', async () => {
    const provider = fakeProvider(async ({ model }, _call, { signal }) => {
      if (model !== 'judge') return answerOf('leak');
      run.stop.abort();
      await Promise.resolve(signal.aborted);
      throw new ProviderError('cancelled', 'Stopped.');
    });
    const run = testRun({ provider, samples: 1, threats: ['none'], classifiers: [judgedClassifier] });
    const state = await run.run();
    expect(ofType(run, 'verdict')).toEqual([]);
    expect(state.tally('c-none', 'fake/a', 'judged').excluded()).toEqual({ not_run: 1 });
    expect(state.end).toBe('stopped');
  });
});

describe('a disk that takes no more', () => {
  it.each(['intent', 'outcome', 'verdict'] as const)('stops the run at the %s, and says so', async (type) => {
    const provider = leaking();
    let full = false;
    const journal = memoryJournal((event, count) => {
      full ||= count > 6 && event.type === type;
      return full ? new Error('ENOSPC: no space left on device') : null;
    });
    const run = testRun({ provider, samples: 100, concurrency: 3, journal });
    await expect(run.run()).rejects.toThrow(
      'The journal cannot be written, so the run was stopped: ENOSPC: no space left on device',
    );
    expect(provider.requests.length).toBeLessThan(12);
    const shown = journal.events.length;
    await turns(20);
    expect(journal.events.length).toBe(shown);
  });

  it('asks the service to keep what trials share, from the first answer of each condition on', async () => {
    const provider = {
      ...fakeProvider(async (_request, _call, { onDelta }) => {
        await turns(5);
        onDelta?.({ kind: 'text', text: 'All' });
        await turns(50);
        return answerOf('All done.');
      }),
      keepsPrefix: () => true,
    };
    const shares: (boolean | undefined)[] = [];
    const first: string[] = [];
    const watched = {
      ...provider,
      send(...[request, options]: Parameters<typeof provider.send>) {
        shares.push(options.sharesPrefix);
        if (provider.inFlight.now < 2) first.push(request.system ?? '');
        return provider.send(request, options);
      },
    };
    const run = testRun({ provider: watched, samples: 4, concurrency: 8, classifiers: [judgedClassifier] });
    await run.run();
    expect(statuses(run)).toEqual({ completed: 8 });
    expect(first.slice(0, 2)).toEqual(['Threat: none.', 'Threat: high.']);
    // Judges read texts of their own.
    expect(shares.filter((share) => share === true)).toHaveLength(8);
    expect(provider.inFlight.most).toBeGreaterThan(5);
  });

  it('asks for nothing to be kept where each condition is sent once', async () => {
    const shares: (boolean | undefined)[] = [];
    const provider = {
      ...fakeProvider((_request, _call, { sharesPrefix }) => {
        shares.push(sharesPrefix);
        return answerOf('All done.');
      }),
      keepsPrefix: () => true,
    };
    await testRun({ provider, samples: 1 }).run();
    expect(shares).toEqual([undefined, undefined]);
  });
});
