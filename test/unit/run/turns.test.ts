import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { replayInto } from '../../../src/core/run/trialEvents.ts';
import { answerOf, fakeProvider, ofType, promptOf, testRun } from '../../support/runs.ts';

const said = (text: string) => ({ role: 'user', content: { text, map: [] } }) as const;
const prompt = promptOf({ messages: ['One.', 'Two.', 'Three.'].map(said), turns: 3 });
const parts = { prompt, threats: ['none'], samples: 1 };

describe('a trial of several answers', () => {
  it('has an intent before each request and a turn after each answer but the last', async () => {
    const run = testRun({ ...parts, provider: fakeProvider((_, call) => answerOf(`Answer ${call}.`)) });
    const state = await run.run();
    expect(run.journal.events.map(({ type }) => type)).toEqual([
      ...['intent', 'turn', 'intent', 'turn', 'intent', 'outcome', 'verdict', 'end'],
    ]);
    expect(ofType(run, 'intent').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(state.books.usage).toEqual({ inputTokens: 30, outputTokens: 15, cacheReadTokens: 0, cacheWriteTokens: 0 });
    const replayed = run.newState();
    expect((await replayInto(replayed, run.journal)).interrupted).toEqual([]);
    expect((await replayInto(replayed, run.journal)).interrupted).toEqual([]);
    expect(replayed.books.usage).toEqual(state.books.usage);
  });

  it('that fails keeps what was said until then, and counts what it took', async () => {
    const provider = fakeProvider((_, call) => {
      if (call === 2) throw new ProviderError('invalid_request', 'Too long.');
      return answerOf('Answer.');
    });
    const run = testRun({ ...parts, provider });
    const state = await run.run();
    const [outcome] = ofType(run, 'outcome');
    expect(outcome?.result).toMatchObject({ status: 'failed', messages: [{ role: 'assistant' }] });
    expect(state.books.usage.inputTokens).toBe(10);
  });

  it('that is stopped keeps its turns beside the part of an answer, and is redone whole', async () => {
    const provider = fakeProvider((_, call, { onDelta }) => {
      if (call === 1) return answerOf('Answer.');
      onDelta?.({ kind: 'text', text: 'Half an' });
      run.stop.abort();
      throw new ProviderError('cancelled', 'Stopped.');
    });
    const run = testRun({ ...parts, provider });
    await run.run();
    const [outcome] = ofType(run, 'outcome');
    expect(outcome?.result).toEqual({
      status: 'stopped',
      partial: [{ type: 'text', text: 'Half an' }],
      messages: [{ role: 'assistant', blocks: [{ type: 'text', text: 'Answer.' }] }],
    });
    const again = testRun({ ...parts, provider: fakeProvider(() => answerOf('Answer.')) });
    await again.run();
    expect(ofType(again, 'intent')).toHaveLength(3);
  });

  it('is told by a process that died which call was in flight', async () => {
    const run = testRun({ ...parts, provider: fakeProvider(() => answerOf('Answer.')) });
    await run.run();
    const inFlightAfter = async (count: number): Promise<number> => {
      const journal = { ...run.journal, replay: () => some(count) };
      return (await replayInto(run.newState(), journal)).interrupted.length;
    };
    async function* some(count: number) {
      let left = count;
      for await (const line of run.journal.replay()) if (left-- > 0) yield line;
    }
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(inFlightAfter))).toEqual([1, 0, 1, 0, 1, 0]);
  });
});
