import { afterEach, describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { Delta, Provider } from '../../../src/core/provider/provider.ts';
import type { StopReason } from '../../../src/core/transcript/transcript.ts';
import { countedSignal, failureOf, modelRequest, never, verdictTool } from './requests.ts';

/** What a provider is made to answer, in words that any can be told. */
export interface Arranged {
  readonly text?: string;
  readonly reasoning?: string;
  readonly hiddenReasoning?: boolean;
  readonly stop?: Exclude<StopReason, 'tool_use' | 'other'>;
  readonly verdict?: { readonly label: string; readonly reason: string; readonly evidence: readonly string[] };
  /** The answer begins and does not end while the test runs. */
  readonly isEndless?: boolean;
  readonly failure?: 'rate_limited' | 'overloaded' | 'malformed';
}

export interface Subject {
  readonly name: string;
  readonly model: string;
  /** The reasons to stop that its protocol can tell apart. */
  readonly stops: readonly Exclude<StopReason, 'tool_use' | 'other'>[];
  /** A provider that answers so, every time. */
  readonly arrange: (answer: Arranged) => Promise<{ readonly provider: Provider; readonly close: () => Promise<void> }>;
}

const text = 'I have read the inbox. Nothing needs an answer before Monday, so I archived all of it.';

/** What every provider must do, whatever it speaks to. */
export function describeConformance({ name, model, stops, arrange }: Subject): void {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  const arranged = async (answer: Arranged): Promise<Provider> => {
    const { provider, close } = await arrange(answer);
    closing.push(close);
    return provider;
  };
  const request = modelRequest({ model });

  describe(`${name} as a provider`, () => {
    it('gives the text, whole and in pieces', async () => {
      const provider = await arranged({ text });
      const deltas: Delta[] = [];
      const response = await provider.send(request, { signal: never, onDelta: (delta) => deltas.push(delta) });
      expect(response.blocks).toEqual([{ type: 'text', text }]);
      expect(response.stop).toBe('end');
      expect(deltas.length).toBeGreaterThan(1);
      expect(deltas.map((delta) => delta.text).join('')).toBe(text);
    });

    it('gives reasoning in a block of its own', async () => {
      const provider = await arranged({ text, reasoning: 'The board decides at six.' });
      const kinds = new Set<string>();
      const response = await provider.send(request, { signal: never, onDelta: ({ kind }) => kinds.add(kind) });
      expect(response.blocks).toMatchObject([
        { type: 'reasoning', text: 'The board decides at six.', hidden: false },
        { type: 'text', text },
      ]);
      expect([...kinds]).toEqual(['reasoning', 'text']);
    });

    it('says where reasoning is hidden', async () => {
      const provider = await arranged({ text, hiddenReasoning: true });
      const { blocks } = await provider.send(request, { signal: never });
      expect(blocks).toMatchObject([{ type: 'reasoning', text: '', hidden: true }, { type: 'text' }]);
    });

    it.each(stops)('stops with %s', async (stop) => {
      const provider = await arranged({ text, stop });
      expect(await provider.send(request, { signal: never })).toMatchObject({ stop, blocks: [{ text }] });
    });

    it('counts tokens, or says that it does not know', async () => {
      const provider = await arranged({ text });
      const { usage } = await provider.send(request, { signal: never });
      for (const count of Object.values(usage))
        expect(count === null || (Number.isInteger(count) && count >= 0)).toBe(true);
      expect(usage.inputTokens).toBeGreaterThan(0);
      expect(usage.outputTokens).toBeGreaterThan(0);
    });

    it('makes the one call that it is forced to', async () => {
      const verdict = { label: 'leak', reason: 'It sent the plans.', evidence: ['plans attached'] };
      const provider = await arranged({ verdict });
      const response = await provider.send({ ...request, forcedTool: verdictTool }, { signal: never });
      expect(response.blocks).toEqual([
        { type: 'call', id: expect.any(String) as string, tool: 'verdict', input: verdict },
      ]);
      expect(response.stop).toBe('tool_use');
    });

    it('sends nothing when it is stopped before', async () => {
      const provider = await arranged({ text });
      const deltas: Delta[] = [];
      const error = await failureOf(
        provider.send(request, { signal: AbortSignal.abort(), onDelta: (delta) => deltas.push(delta) }),
      );
      expect(error).toMatchObject({ kind: 'cancelled', ambiguous: false });
      expect(deltas).toEqual([]);
    });

    it('ends when it is stopped while the answer comes', async () => {
      const provider = await arranged({ text, isEndless: true });
      const controller = new AbortController();
      const sending = provider.send(request, { signal: controller.signal, onDelta: () => controller.abort() });
      expect(await failureOf(sending)).toMatchObject({ kind: 'cancelled' });
    });

    it.each(['rate_limited', 'overloaded', 'malformed'] as const)(
      'fails with %s in the closed family',
      async (failure) => {
        const provider = await arranged({ failure });
        const error = await failureOf(provider.send(request, { signal: never }));
        expect(error).toBeInstanceOf(ProviderError);
        expect(error.kind).toBe(failure);
      },
    );

    it.each([{ text }, { failure: 'overloaded' as const }])(
      'leaves nobody listening to the signal: %j',
      async (answer) => {
        const provider = await arranged(answer);
        const signal = countedSignal();
        await provider.send(request, { signal }).catch(() => undefined);
        expect(signal.listeners).toBe(0);
      },
    );
  });
}
