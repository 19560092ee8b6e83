import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createPrices } from '../../../src/core/provider/prices.ts';
import { readPrices } from '../../../src/core/provider/readPrices.ts';
import { fitsGlob } from '../../../src/core/text/glob.ts';

const published = JSON.parse(
  await readFile(new URL('../../../src/core/provider/prices.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

test('every published price can be used, and says where and when it was read', () => {
  const { prices, ignored } = readPrices(published);
  expect(ignored).toEqual([]);
  expect(prices.size).toBe(Object.keys(published).length);
  for (const [model, { source, read, input, output }] of prices) {
    expect({ model, source, read }).toEqual({
      model,
      source: expect.stringMatching(/^https:\/\//) as unknown,
      read: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) as unknown,
    });
    expect(Math.min(input, output)).toBeGreaterThan(0);
  }
});

describe('the price of a model', () => {
  const own = readPrices({
    'lab/*': { input: 1, output: 2 },
    'lab/large-*': { input: 10, output: 20 },
    'anthropic/claude-opus-5-5': { input: 3, output: 14 },
  }).prices;
  it.each([
    ['scripted/demo', 0],
    ['replay/2026-11-25', 0],
    ['anthropic/claude-opus-5-5', 3],
    ['anthropic/claude-sonnet-5-5', 2],
    ['anthropic/claude-haiku-4-5-20251001', 1],
    ['openai/gpt-4.1-2025-04-14', 2],
    ['lab/small', 1],
    ['lab/large-2', 10],
    ['anthropic/claude-opus-5-5-fast', null],
    ['openrouter/gpt-4.1', null],
    ['scriptedly/demo', null],
  ])('%s: %s $ for a million tokens in', (reference, input) => {
    expect(createPrices(own)(reference)?.input ?? null).toBe(input);
  });
});

describe('a table of prices', () => {
  it.each([
    [[], 'it is no map of models'],
    [{ lab: { input: 1, output: 1 } }, 'lab: the model must be written profile/name'],
    [{ 'a/b': 3 }, 'a/b: a price is a map with `input` and `output`'],
    [{ 'a/b': { input: 1 } }, 'a/b: `output` must be US dollars for a million tokens, from 0'],
    [{ 'a/b': { input: -1, output: 1 } }, 'a/b: `input` must be US dollars for a million tokens, from 0'],
    [{ 'a/b': { input: 1e-7, output: 1 } }, 'a/b: `input` may have at most 6 decimals'],
    [{ 'a/b': { input: 1, output: 1, cacheread: 1 } }, /^a\/b: there is no `cacheread`; there are input, output/],
    [
      { 'a/b': { input: 1, output: 1, leastShare: 0 } },
      'a/b: `leastShare` must be a share from 0.01 to 1, in hundredths',
    ],
    [
      { 'a/b': { input: 1, output: 1, longPrompt: { input: 1, output: 1 } } },
      'a/b: `longPrompt.above` must be a whole number of tokens',
    ],
  ])('%j is not used, and says why', (table, says) => {
    const { prices, ignored } = readPrices(table);
    expect(prices.size).toBe(0);
    expect(ignored).toEqual([typeof says === 'string' ? says : (expect.stringMatching(says) as unknown)]);
  });

  it('is used for the rest', () => {
    expect([...readPrices({ 'a/b': {}, 'a/c': { input: 1, output: 1 } }).prices.keys()]).toEqual(['a/c']);
  });
});

test('a star stands for any characters', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 4 });
  const pattern = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('*'));
  fc.assert(
    fc.property(pattern, part, (glob, name) => {
      const regex = new RegExp(`^${glob.split('*').join('.*')}$`);
      expect(fitsGlob(glob, name)).toBe(regex.test(name));
    }),
  );
});
