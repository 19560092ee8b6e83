import { expect, it } from 'vitest';
import { patiently } from '../../../src/core/run/batch/patiently.ts';
import { createStopper } from '../../../src/core/run/stopper.ts';
import { ProviderError, type ProviderErrorKind } from '../../../src/core/provider/providerError.ts';
import { createVirtualClock } from '../../support/virtualClock.ts';
import { memoryLog } from '../../support/runs.ts';

const hours = 3_600_000;

/** Asks about a batch where each question fails in this way until so much time has passed. */
async function ask(kind: ProviderErrorKind, lastsMs: number, stopAfter = Infinity) {
  const clock = createVirtualClock();
  const log = memoryLog();
  const stopper = createStopper();
  const begin = clock.now();
  let asked = 0;
  const asking = patiently(
    () => {
      if (++asked === stopAfter) stopper.stop();
      if (clock.now() - begin < lastsMs) return Promise.reject(new ProviderError(kind, 'It cannot be reached.'));
      return Promise.resolve('an answer');
    },
    { clock, signal: stopper.signal, log },
  );
  const answer = await clock.until(asking).catch((error: unknown) => (error as ProviderError).kind);
  return { answer, asked, hours: Math.round((clock.now() - begin) / hours), told: log.warnings };
}

it('a service that cannot be reached is asked again for as long as a batch lasts, and that is told', async () => {
  expect(await ask('network', 10_000)).toMatchObject({
    answer: 'an answer',
    told: [expect.anything(), expect.anything()],
  });
  expect(await ask('network', 2_000)).toMatchObject({ answer: 'an answer', told: [] });
  const long = await ask('network', 20 * hours);
  expect(long).toMatchObject({ answer: 'an answer', hours: 20 });
  expect(long.told).toEqual([
    'The service cannot be asked about its batches (It cannot be reached). They go on there; it is asked again for a day, or until the run is stopped.',
    'The service can be asked about its batches again: the run goes on.',
  ]);
  expect(await ask('network', 100 * hours)).toMatchObject({ answer: 'network', hours: 24 });
});

it('an answer that makes no sense is not waited for as long, and one that will stay is not asked for again', async () => {
  expect(await ask('malformed', 100 * hours)).toMatchObject({ answer: 'malformed', asked: 20, hours: 0 });
  expect(await ask('auth', 100 * hours)).toMatchObject({ answer: 'auth', asked: 1, told: [] });
});

it('Stop ends the wait at once', async () => {
  expect(await ask('network', 100 * hours, 50)).toMatchObject({ answer: 'cancelled', asked: 50, hours: 1 });
});
