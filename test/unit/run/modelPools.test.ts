import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { Limit, Limits } from '../../../src/core/run/sending/limits.ts';
import { createModelPools } from '../../../src/core/run/sending/modelPools.ts';
import { fitsGlob } from '../../../src/core/text/glob.ts';
import { createVirtualClock } from '../../support/virtualClock.ts';

interface Asked {
  readonly model: string;
  /** What it is thought to cost, and what it costs; never more here. */
  readonly tokens: number;
  readonly used: number;
  readonly serviceMs: number;
  /** How often it is refused before it is answered, and how long the service asks to wait. */
  readonly refusals: number;
  readonly retryAfterMs: number;
}

interface Sent {
  readonly model: string;
  readonly used: number;
  readonly from: number;
  readonly to: number;
}

interface Simulated {
  readonly concurrency: number;
  readonly limits?: Limits;
  readonly asked: readonly Asked[];
}

const refused = new ProviderError('rate_limited', 'slow down');

/** All that is sent when each request is asked for at once, and every refusal is tried again. */
async function simulate({ concurrency, limits = {}, asked }: Simulated) {
  const clock = createVirtualClock();
  const { signal } = new AbortController();
  const poolOf = createModelPools({ clock, concurrency, limits });
  const start = clock.now();
  const sent: Sent[] = [];
  const pauses: { readonly model: string; readonly from: number; readonly to: number }[] = [];
  const ask = async ({ model, tokens, used, serviceMs, refusals, retryAfterMs }: Asked): Promise<void> => {
    for (let tried = 0; ; tried++) {
      const slot = await poolOf(model).enter(tokens, signal);
      const from = clock.now() - start;
      await clock.sleep(serviceMs, signal);
      const to = clock.now() - start;
      sent.push({ model, used: tried < refusals ? 0 : used, from, to });
      if (tried >= refusals) {
        slot.answered(used);
        return;
      }
      pauses.push({ model, from: to, to: to + retryAfterMs });
      slot.failed(refused, { waitMs: retryAfterMs, pausesModel: true });
    }
  };
  await clock.until(Promise.all(asked.map(ask)));
  return { sent, pauses };
}

const models = ['a/one', 'a/two', 'b/one'];
const asked = fc
  .record({
    model: fc.constantFrom(...models),
    tokens: fc.integer({ min: 1, max: 900 }),
    share: fc.double({ min: 0.1, max: 1, noNaN: true }),
    serviceMs: fc.integer({ min: 1, max: 30_000 }),
    refusals: fc.constantFrom(0, 0, 0, 1, 3),
    retryAfterMs: fc.integer({ min: 1, max: 20_000 }),
  })
  .map(({ share, ...rest }): Asked => ({ ...rest, used: Math.ceil(rest.tokens * share) }));
const limit = fc.record(
  {
    requestsPerMinute: fc.integer({ min: 1, max: 20 }),
    tokensPerMinute: fc.integer({ min: 100, max: 3_000 }),
    concurrency: fc.integer({ min: 1, max: 6 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Limit>;
const simulated = fc.record({
  concurrency: fc.integer({ min: 1, max: 12 }),
  limits: fc.dictionary(fc.constantFrom('*', 'a/*', 'a/one', 'b/*'), limit),
  asked: fc.array(asked, { minLength: 1, maxLength: 40 }),
});

function mostAtOnce(sent: readonly Sent[]): number {
  return Math.max(0, ...sent.map(({ from }) => sent.filter((other) => other.from <= from && from < other.to).length));
}

/** Each stretch of 60 seconds that begins with a request. */
function minutes(sent: readonly Sent[]): readonly (readonly Sent[])[] {
  return sent.map(({ from }) => sent.filter((other) => other.from >= from && other.from < from + 60_000));
}

describe('whatever is asked for, in whatever order', () => {
  it('no limit of a minute and no limit of how many at once is passed, and all is sent', async () => {
    await fc.assert(
      fc.asyncProperty(simulated, async ({ concurrency, limits, asked }) => {
        const { sent, pauses } = await simulate({ concurrency, limits, asked });
        expect(sent).toHaveLength(asked.reduce((sum, { refusals }) => sum + 1 + refusals, 0));
        expect(mostAtOnce(sent)).toBeLessThanOrEqual(concurrency);
        for (const [pattern, limit] of Object.entries(limits)) {
          const under = sent.filter(({ model }) => fitsGlob(pattern, model));
          expect(mostAtOnce(under)).toBeLessThanOrEqual(limit.concurrency ?? Infinity);
          for (const minute of minutes(under)) {
            expect(minute.length).toBeLessThanOrEqual(limit.requestsPerMinute ?? Infinity);
            const used = minute.filter((each) => each.used > 0).map((each) => each.used);
            // What is larger than the limit goes alone.
            if (used.length > 1)
              expect(used.reduce((sum, tokens) => sum + tokens, 0)).toBeLessThanOrEqual(
                limit.tokensPerMinute ?? Infinity,
              );
          }
        }
        for (const { model, from, to } of pauses)
          expect(
            sent.filter((each) => each.model === model && each.from >= from && each.from < to && each.from !== from),
          ).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

const plain: Asked = { model: 'a/one', tokens: 10, used: 10, serviceMs: 1_000, refusals: 0, retryAfterMs: 0 };
const times = (count: number, parts: Partial<Asked> = {}): readonly Asked[] =>
  Array.from({ length: count }, () => ({ ...plain, ...parts }));
const endOf = (sent: readonly Sent[], model: string): number =>
  Math.max(...sent.filter((each) => each.model === model).map(({ to }) => to));

describe('models', () => {
  it('do not wait for each other: neither for a pause nor for a limit', async () => {
    const others = [
      ...times(20, { refusals: 3, retryAfterMs: 60_000 }),
      ...times(20, { model: 'a/two', serviceMs: 50_000 }),
    ];
    const { sent } = await simulate({
      concurrency: 4,
      limits: { 'a/two': { requestsPerMinute: 1 } },
      asked: [...others, ...times(20, { model: 'b/one' })],
    });
    // At least two places of four are its own from the first second on.
    expect(endOf(sent, 'b/one')).toBeLessThanOrEqual(11_000);
    expect(endOf(sent, 'a/one')).toBeGreaterThan(60_000);
  });

  it('share the places evenly, however long each takes', async () => {
    const { sent } = await simulate({
      concurrency: 4,
      asked: [...times(40, { serviceMs: 100_000 }), ...times(40, { model: 'b/one' })],
    });
    expect(endOf(sent, 'b/one')).toBeLessThanOrEqual(140_000);
  });

  it('under one limit do not overtake a large request for ever', async () => {
    const small = times(300, { model: 'a/two', tokens: 100, used: 100, serviceMs: 100 });
    const { sent } = await simulate({
      concurrency: 8,
      limits: { 'a/*': { tokensPerMinute: 1_000 } },
      asked: [...small.slice(0, 10), ...times(1, { tokens: 950, used: 950 }), ...small.slice(10)],
    });
    expect(endOf(sent, 'a/one')).toBeLessThanOrEqual(62_000);
  });
});

describe('the number at once', () => {
  const sizes = (sent: readonly Sent[]) => (second: number) =>
    sent.filter(({ from, to }) => from <= second * 1_000 && second * 1_000 < to).length;

  it('widens by itself while all is well, up to the cap', async () => {
    const { sent } = await simulate({ concurrency: 100, asked: times(1_000) });
    expect([0, 1, 2, 3, 4, 5].map(sizes(sent))).toEqual([10, 20, 40, 80, 100, 100]);
  });

  it('halves at a refusal, once for all that were under way, and grows by one after that', async () => {
    const asked = [...times(10, { refusals: 1, retryAfterMs: 1_000 }), ...times(200)];
    const { sent } = await simulate({ concurrency: 16, asked });
    // 10 are refused after one second, and one second is the pause.
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(sizes(sent))).toEqual([10, 0, 5, 5, 6, 7, 8, 9]);
  });

  it('stays as it is when the service fails', async () => {
    const clock = createVirtualClock();
    const { signal } = new AbortController();
    const pool = createModelPools({ clock, concurrency: 10, limits: {} })('a/one');
    for (let round = 0; round < 3; round++) {
      const slots = await Promise.all(times(10).map(() => pool.enter(1, signal)));
      for (const slot of slots) slot.failed(new ProviderError('overloaded', 'busy'), null);
    }
    expect(await Promise.all(times(10).map(() => pool.enter(1, signal)))).toHaveLength(10);
  });
});

describe('a request that waits', () => {
  it('ends at once when the run is stopped', async () => {
    const clock = createVirtualClock();
    const stop = new AbortController();
    const pool = createModelPools({
      clock,
      concurrency: 5,
      limits: { '*': { requestsPerMinute: 1 } },
    })('a/one');
    await pool.enter(1, stop.signal);
    const waiting = [pool.enter(1, stop.signal), pool.enter(1, stop.signal)];
    stop.abort();
    for (const each of [...waiting, pool.enter(1, stop.signal)])
      await expect(each).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('of another run goes on, and is let in next', async () => {
    const clock = createVirtualClock();
    const [stop, other] = [new AbortController(), new AbortController()];
    const pool = createModelPools({ clock, concurrency: 1, limits: {} })('a/one');
    const slot = await pool.enter(1, stop.signal);
    const [stopped, goesOn] = [pool.enter(1, stop.signal), pool.enter(1, other.signal)];
    stop.abort();
    await expect(stopped).rejects.toMatchObject({ kind: 'cancelled' });
    slot.failed(new ProviderError('cancelled', 'stopped'), null);
    await expect(goesOn).resolves.toBeDefined();
  });

  it('ends with the error that no request can get around', async () => {
    const clock = createVirtualClock();
    const pool = createModelPools({ clock, concurrency: 1, limits: {} })('a/one');
    const { signal } = new AbortController();
    const slot = await pool.enter(1, signal);
    const waiting = pool.enter(1, signal);
    const refusal = new ProviderError('too_large', 'The request is too large', { status: 413 });
    slot.failed(refusal, null);
    await expect(waiting).rejects.toBe(refusal);
    await expect(pool.enter(1, signal)).rejects.toBe(refusal);
  });

  it('ends with it for all runs under way, and not for one that begins later, when a key may have been replaced', async () => {
    const pool = createModelPools({ clock: createVirtualClock(), concurrency: 1, limits: {} })('a/one');
    const [one, other, later] = [new AbortController(), new AbortController(), new AbortController()];
    const slot = await pool.enter(1, one.signal);
    const waiting = pool.enter(1, other.signal);
    slot.failed(new ProviderError('auth', 'The key was refused', { status: 401 }), null);
    await expect(waiting).rejects.toMatchObject({ kind: 'auth' });
    await expect(pool.enter(1, other.signal)).rejects.toMatchObject({ kind: 'auth' });
    await expect(pool.enter(1, later.signal)).resolves.toBeDefined();
    await expect(pool.enter(1, one.signal)).rejects.toMatchObject({ kind: 'auth' });
  });

  it('leaves no timer behind when it need not wait any more', async () => {
    const clock = createVirtualClock();
    const { signal } = new AbortController();
    const pool = createModelPools({ clock, concurrency: 5, limits: { '*': { tokensPerMinute: 100 } } })('a/b');
    const slot = await pool.enter(100, signal);
    const waiting = pool.enter(60, signal);
    slot.answered(30);
    await waiting;
    await expect(clock.until(new Promise(() => undefined))).rejects.toThrow('nothing waits');
  });
});
