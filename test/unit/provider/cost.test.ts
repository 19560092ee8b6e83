import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addCosts, costOf, fromUsd, nothing, toUsd, worstCase } from '../../../src/core/provider/cost.ts';
import { free } from '../../../src/core/provider/price.ts';
import type { ModelRequest } from '../../../src/core/provider/provider.ts';
import { tokenBound } from '../../../src/core/provider/tokenBound.ts';
import type { Usage } from '../../../src/core/transcript/transcript.ts';
import { priceOf } from '../../support/prices.ts';

const tokens = fc.nat(2_000_000);
const rate = fc.nat(100_000_000).map((millionths) => millionths / 1e6);
const usage = fc.record({
  inputTokens: tokens,
  outputTokens: tokens,
  cacheReadTokens: tokens,
  cacheWriteTokens: tokens,
});
const price = fc
  .record({ input: rate, output: rate, cacheRead: rate, cacheWrite: rate, leastShare: fc.constantFrom(1, 0.5) })
  .map(priceOf);
const exactly = (usd: number) => ({ atLeast: fromUsd(usd), atMost: fromUsd(usd) });

describe('what an answer cost', () => {
  it('is the sum over its kinds of tokens', () => {
    const used = { inputTokens: 1_000_000, outputTokens: 100_000, cacheReadTokens: 200_000, cacheWriteTokens: 40_000 };
    const rates = priceOf({ input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5 });
    expect(costOf(used, rates, null)).toEqual(exactly(4 + 2 + 0.04 + 0.2));
  });

  it('has the rates of long prompts for the whole of one', () => {
    const rates = priceOf({ input: 1, output: 5, longPrompt: { ...free, input: 2, output: 7, above: 100 } });
    const used = (inputTokens: number): Usage => ({
      inputTokens,
      outputTokens: 10,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
    });
    expect(costOf(used(100), rates, null)).toEqual(exactly((100 * 1 + 10 * 5) / 1e6));
    expect(costOf(used(101), rates, null)).toEqual(exactly((101 * 2 + 10 * 7) / 1e6));
  });

  it('is nothing for what is free, also where nothing was counted', () => {
    const unknown = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null };
    expect(costOf(unknown, free, null)).toEqual(nothing);
  });

  it('is not known without a price, and between two bounds without a count', () => {
    const used = { inputTokens: 100, outputTokens: null, cacheReadTokens: 0, cacheWriteTokens: 0 };
    expect(costOf(used, null, { input: 1, output: 1 })).toEqual({ atLeast: 0n, atMost: null });
    expect(costOf(used, priceOf({ input: 1, output: 1 }), null)).toEqual({ atLeast: fromUsd(1e-4), atMost: null });
    const { atLeast, atMost } = costOf(used, priceOf({ input: 1, output: 1 }), { input: 300, output: 50 });
    expect([atLeast, atMost]).toEqual([fromUsd(1e-4), fromUsd(3.5e-4)]);
  });

  it('may be less where the hour decides', () => {
    const used = { inputTokens: 1_000_000, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };
    expect(costOf(used, priceOf({ input: 3, leastShare: 0.5 }), null)).toEqual({
      atLeast: fromUsd(1.5),
      atMost: fromUsd(3),
    });
  });

  test('never exceeds the worst case of its tokens', () => {
    fc.assert(
      fc.property(usage, price, (used, rates) => {
        const input = used.inputTokens + used.cacheReadTokens + used.cacheWriteTokens;
        const { atLeast, atMost } = costOf(used, rates, null);
        const worst = worstCase({ input, output: used.outputTokens }, rates);
        expect(atLeast <= (atMost ?? -1n) && (atMost ?? worst + 1n) <= worst).toBe(true);
      }),
    );
  });

  test('does not depend on the order in which it is summed', () => {
    fc.assert(
      fc.property(fc.array(usage, { maxLength: 20 }), price, (all, rates) => {
        const sum = (list: readonly Usage[]) =>
          list.reduce((total, used) => addCosts(total, costOf(used, rates, null)), nothing);
        expect(sum(all)).toEqual(sum([...all].reverse()));
      }),
    );
  });
});

test.each([[0.01], [0.29], [19.99], [20], [1e-6], [123456.789012]])('%d dollars stay what they are', (usd) => {
  expect(toUsd(fromUsd(usd))).toBe(usd);
});

test('a request takes no more tokens than its text has bytes', () => {
  const request = (text: string, forcedTool: ModelRequest['forcedTool'] = null): ModelRequest => ({
    ...{
      model: 'm',
      system: text,
      messages: [{ role: 'user', blocks: [{ type: 'text', text }] }],
      forcedTool,
      tools: [],
    },
    parameters: { maxTokens: 77 },
    scripted: { seed: 0, levels: {} },
  });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = (each: string): number => new TextEncoder().encode(each).length;
      const { input, output } = tokenBound(request(text));
      expect(input).toBeGreaterThanOrEqual(2 * Math.max(bytes(text), bytes(text.normalize('NFKC'))));
      expect(output).toBe(77);
    }),
  );
  // Three bytes that NFKC makes 33 of.
  expect(tokenBound(request('\ufdfa')).input - tokenBound(request('')).input).toBeGreaterThanOrEqual(66);
  const tool = { name: 'verdict', description: 'x'.repeat(500), inputSchema: {} };
  expect(tokenBound(request('', tool)).input - tokenBound(request('')).input).toBeGreaterThan(1000);
});
