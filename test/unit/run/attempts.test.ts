import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { mostAmbiguous, retryRules } from '../../../src/core/run/sending/retryPolicy.ts';
import { answerOf, fakeProvider, ofType, statuses, testRun } from '../../support/runs.ts';

describe('retries', () => {
  it.each([
    ['overloaded', 1],
    ['timeout', 2],
  ] as const)('%s %d times, then an answer', async (kind, failures) => {
    const provider = fakeProvider((_request, call) => {
      if (call <= failures) throw new ProviderError(kind, 'try again', { ambiguous: kind === 'timeout' });
      return answerOf('leak');
    });
    const run = testRun({ provider, threats: ['none'], samples: 1 });
    await run.run();
    expect(statuses(run)).toEqual({ completed: 1 });
    expect(ofType(run, 'intent').map(({ attempt }) => attempt)).toEqual(
      Array.from({ length: failures + 1 }, (_, index) => index + 1),
    );
    expect(ofType(run, 'attempt').map(({ error }) => error.ambiguous)).toEqual(
      Array.from({ length: failures }, () => kind === 'timeout'),
    );
  });

  it('end after as many attempts as the rules say, with waits that double', async () => {
    const provider = fakeProvider(() => {
      throw new ProviderError('server', 'broken');
    });
    const run = testRun({ provider, threats: ['none'], samples: 1 });
    await run.run();
    expect(statuses(run)).toEqual({ failed: 1 });
    expect(provider.requests).toHaveLength(retryRules.server?.failures ?? 0);
    const [first = 0, ...others] = run.clock.slept;
    expect(first).toBeGreaterThanOrEqual(1000);
    expect(first).toBeLessThanOrEqual(1500);
    expect(others.map((wait) => wait / first)).toEqual([2, 4]);
  });

  it('end earlier where answers are lost after they were sent: each may have been billed', async () => {
    const kinds = ['timeout', 'network', 'malformed', 'server'] as const;
    const provider = fakeProvider((_request, call) => {
      throw new ProviderError(kinds[call % 4] ?? 'server', 'lost', { ambiguous: true });
    });
    const run = testRun({ provider, threats: ['none'], samples: 1 });
    await run.run();
    expect(provider.requests).toHaveLength(mostAmbiguous);
    expect(statuses(run)).toEqual({ failed: 1 });
  });

  it('say when each attempt was sent, and for how long it was waited for', async () => {
    const provider = fakeProvider(async (_request, call) => {
      await run.clock.sleep(250, run.stop.signal);
      if (call === 1) throw new ProviderError('server', 'broken', { status: 500, requestId: 'r-1' });
      return answerOf('leak');
    });
    const run = testRun({ provider, threats: ['none'], samples: 1 });
    await run.run();
    const [intent] = ofType(run, 'intent');
    expect(ofType(run, 'attempt')).toMatchObject([
      { startedAt: intent?.at, durationMs: 250, error: { status: 500, requestId: 'r-1' } },
    ]);
  });

  it('wait as long as the service asked, for every trial of that model', async () => {
    const provider = fakeProvider((_request, call) => {
      if (call === 1) throw new ProviderError('rate_limited', 'slow down', { retryAfterMs: 12_000 });
      return answerOf('leak');
    });
    const run = testRun({ provider, threats: ['none'], samples: 4, concurrency: 1 });
    await run.run();
    expect(run.clock.slept).toEqual([12_000]);
    expect(statuses(run)).toEqual({ completed: 4 });
  });
});

describe('an error that no request can get around', () => {
  it('stops the trials of its model, and of no other', async () => {
    const provider = fakeProvider(({ model }) => {
      if (model === 'a') throw new ProviderError('auth', 'The key was refused.', { status: 401 });
      return answerOf('All done.');
    });
    const run = testRun({ provider, models: ['fake/a', 'fake/b'], samples: 20, concurrency: 2 });
    const state = await run.run();
    expect(provider.requests.filter(({ model }) => model === 'a').length).toBeLessThanOrEqual(2);
    expect(provider.requests.filter(({ model }) => model === 'b')).toHaveLength(40);
    expect(state.progress).toMatchObject({ completed: 40, failed: 40 });
    expect(state.errors).toEqual([{ message: 'The key was refused.', count: 40 }]);
    expect(state.end).toBe('finished');
  });

  it.each([
    [
      'there is no provider',
      () => Promise.resolve(null),
      "There is no provider «fake» for fake/a: check the model's name.",
    ],
    ['there is no key', () => Promise.reject(new ProviderError('no_key', 'Set a key.')), 'Set a key.'],
  ])('%s', async (_name, providers, message) => {
    const run = testRun({ provider: fakeProvider(() => answerOf('leak')), providers });
    const state = await run.run();
    expect(state.errors).toEqual([{ message, count: 6 }]);
    expect(ofType(run, 'intent')).toEqual([]);
  });
});
