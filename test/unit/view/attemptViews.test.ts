import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { readTrialEvents, replayInto } from '../../../src/core/run/trialEvents.ts';
import { runView } from '../../../src/core/view/runView.ts';
import { transcriptView } from '../../../src/core/view/transcriptView.ts';
import { answerOf, fakeProvider, testRun, type TestRun } from '../../support/runs.ts';

/** The one trial of a run whose first requests fail so. */
async function trialAfter(failures: readonly ProviderError[]): Promise<{ readonly run: TestRun; readonly id: string }> {
  const provider = fakeProvider(async (_request, call) => {
    await run.clock.sleep(100 * call, run.stop.signal);
    const failure = failures[call - 1];
    if (failure !== undefined) throw failure;
    return answerOf('leak');
  });
  const run: TestRun = testRun({ provider, threats: ['none'], samples: 1 });
  const state = await run.run();
  const [record] = state.trials();
  return { run, id: record?.id ?? '' };
}

describe('the attempts of a trial', () => {
  it('are all there, in order, and the ambiguous ones are counted', async () => {
    const { run, id } = await trialAfter([
      new ProviderError('overloaded', 'busy', { status: 529, requestId: 'r-1' }),
      new ProviderError('timeout', 'lost', { ambiguous: true }),
    ]);
    // As a fresh window reads it, and once more: what was applied counts once.
    const state = run.newState();
    await replayInto(state, run.journal);
    await replayInto(state, run.journal);
    const events = await readTrialEvents(state, run.journal, id);
    const attempts = transcriptView(state, id, events)?.attempts ?? [];
    expect(
      attempts.map(({ outcome, status, requestId, ambiguous, durationMs }) => [
        outcome,
        status,
        requestId,
        ambiguous,
        durationMs,
      ]),
    ).toEqual([
      ['overloaded', 529, 'r-1', false, 100],
      ['timeout', null, null, true, 200],
      ['answered', null, null, false, 300],
    ]);
    const starts = attempts.map(({ startedAt }) => startedAt);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(runView(state, { stale: false, stopping: false }).attempts).toEqual({ failed: 2, ambiguous: 1 });
  });

  it('are not told where the first was answered', async () => {
    const { run, id } = await trialAfter([]);
    const state = run.newState();
    await replayInto(state, run.journal);
    expect(transcriptView(state, id, await readTrialEvents(state, run.journal, id))?.attempts).toEqual([]);
  });
});
