import { describe, expect, it } from 'vitest';
import { readLimits } from '../../../src/core/run/sending/limits.ts';

describe('limits as a person wrote them', () => {
  it.each([
    undefined,
    null,
    {},
    { 'anthropic/*': { requestsPerMinute: 50, tokensPerMinute: 40_000, concurrency: 20 } },
  ])('%j are taken', (value) => {
    expect(readLimits(value)).toEqual({ limits: value ?? {}, problem: null });
  });

  it.each([
    ['anthropic/*', /have to be an object of patterns/],
    [{ 'anthropic/*': 50 }, /«anthropic\/\*» has to be an object/],
    [{ 'a/*': { requestPerMinute: 50 } }, /has no «requestPerMinute»; there are requestsPerMinute/],
    [{ 'a/*': { concurrency: 0 } }, /«concurrency» of «a\/\*» has to be a whole number from 1/],
    [{ 'a/*': { tokensPerMinute: '40k' } }, /whole number from 1/],
  ])('%j are refused, and none of them is taken', (value, problem) => {
    const read = readLimits(value);
    expect(read.limits).toEqual({});
    expect(read.problem).toMatch(problem);
  });
});
