import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTrialOrder, repetitionsTogether } from '../../../src/core/run/trialOrder.ts';
import { planTrials } from '../../../src/core/trial/trials.ts';
import type { Trial } from '../../../src/core/trial/trial.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { conditionOf, modelUse } from '../../support/runs.ts';
import { createVirtualClock } from '../../support/virtualClock.ts';

const { signal } = new AbortController();

/** Half a minute less than the service says. */
const isKeptAt = (begins: number | null, at: number): boolean =>
  begins !== null && begins <= at && at - begins < 4.5 * 60_000;

interface Simulated {
  readonly conditions: number;
  readonly samples: number;
  readonly workers: number;
  readonly together: number;
  /** Of each trial, in turn: until its answer begins, null for one without any, and until it ends after that. */
  readonly courses: readonly { readonly beginMs: number | null; readonly restMs: number }[];
  /** Of each condition, in turn. */
  readonly kept: readonly boolean[];
}

interface Course {
  readonly trial: Trial;
  readonly from: number;
  begins: number | null;
  to: number;
}

async function simulate({ conditions, samples, workers, together, courses, kept }: Simulated) {
  const clock = createVirtualClock();
  const plan = planTrials({
    conditions: Array.from({ length: conditions }, (_, index) => conditionOf(`t${index}`)),
    models: [modelUse('fake/a')],
    samples,
    sources: new Map(),
    hash: sha256,
  });
  const isKept = ({ condition }: Trial): boolean => kept[plan.conditions.indexOf(condition) % kept.length] ?? true;
  const order = createTrialOrder({
    trials: plan.trials(together)[Symbol.iterator](),
    sharesPrefix: isKept,
    now: () => clock.now(),
    lookahead: workers * together,
  });
  const done: Course[] = [];
  const work = async (): Promise<void> => {
    for (let next = await order.next(); next !== null; next = await order.next()) {
      const { beginMs, restMs } = courses[done.length % courses.length] ?? { beginMs: 1, restMs: 1 };
      const course: Course = { trial: next.trial, from: clock.now(), begins: null, to: Infinity };
      done.push(course);
      await clock.sleep(beginMs ?? 1, signal);
      if (beginMs !== null) {
        course.begins = clock.now();
        next.onKept?.();
      }
      await clock.sleep(restMs, signal);
      course.to = clock.now();
      next.end();
    }
  };
  await clock.until(Promise.all(Array.from({ length: workers }, work)));
  return { done, plan, isKept };
}

const runs = fc.record<Simulated>({
  conditions: fc.integer({ min: 1, max: 6 }),
  samples: fc.integer({ min: 1, max: 8 }),
  workers: fc.integer({ min: 1, max: 8 }),
  together: fc.integer({ min: 1, max: 4 }),
  courses: fc.array(
    fc.record({
      beginMs: fc.option(fc.integer({ min: 1, max: 50 }), { freq: 4 }),
      restMs: fc.integer({ min: 1, max: 200_000 }),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  kept: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
});

describe('the order in which trials are run', () => {
  it('runs each trial once, also where those that go ahead get no answer', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (run) => {
        const { done, plan } = await simulate(run);
        const ran = done.map(({ trial }) => trial.id).sort();
        expect(ran).toEqual([...plan.trials()].map(({ id }) => id).sort());
      }),
      { numRuns: 150 },
    );
  });

  it('has one trial of a condition go ahead at a time, while no answer of it began in the last minutes', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (run) => {
        const { done, isKept } = await simulate(run);
        for (const cell of Map.groupBy(done, ({ trial }) => trial.condition).values()) {
          const ahead = cell.filter(
            ({ trial, from }, index) =>
              isKept(trial) && !cell.slice(0, index).some(({ begins }) => isKeptAt(begins, from)),
          );
          ahead.slice(1).forEach(({ from }, index) => {
            const { begins, to } = ahead[index] ?? { begins: null, to: Infinity };
            expect(begins ?? to).toBeLessThanOrEqual(from);
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('leaves no worker idle while there is a condition that nobody goes ahead for', async () => {
    const { done } = await simulate({
      ...{ conditions: 8, samples: 3, workers: 8, together: 1, kept: [true] },
      courses: [{ beginMs: 10, restMs: 10 }],
    });
    expect(done.slice(0, 8).map(({ from }) => from - (done[0]?.from ?? 0))).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(new Set(done.slice(0, 8).map(({ trial }) => trial.condition.id)).size).toBe(8);
  });

  it('lets one of a condition go ahead, and all others follow when its answer begins', async () => {
    const { done } = await simulate({
      ...{ conditions: 1, samples: 6, workers: 6, together: 1, kept: [true] },
      courses: [{ beginMs: 10, restMs: 500 }],
    });
    expect(done.map(({ from }) => from - (done[0]?.from ?? 0))).toEqual([0, 10, 10, 10, 10, 10]);
  });

  it('keeps the order of the plan where nothing is kept', async () => {
    const { done, plan } = await simulate({
      ...{ conditions: 3, samples: 4, workers: 2, together: 1, kept: [false] },
      courses: [{ beginMs: 3, restMs: 4 }],
    });
    expect(done.map(({ trial }) => trial.id)).toEqual([...plan.trials()].map(({ id }) => id));
  });

  it('takes repetitions together only where a round of all conditions would take too long', () => {
    expect([repetitionsTogether(4, 10), repetitionsTogether(100, 10), repetitionsTogether(234, 10)]).toEqual([
      1, 1, 10,
    ]);
  });
});
