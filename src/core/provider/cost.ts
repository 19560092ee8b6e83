import type { Usage } from '../transcript/transcript.ts';
import type { Price, Rates } from './price.ts';

/**
 * A sum of money in picodollars (10⁻¹² $), as far as it is known: exact where both bounds are equal. Whole numbers, because a
 * price of 0.075 $ for a million tokens is 75,000 for one, and sums of such are exact; `bigint`, because 2⁵³ of them are 9,007 $.
 */
export interface Cost {
  readonly atLeast: bigint;
  /** Null: no bound is known. */
  readonly atMost: bigint | null;
}

/** The most tokens that a request may take, in and out. */
export interface TokenBound {
  readonly input: number;
  readonly output: number;
}

export const nothing: Cost = { atLeast: 0n, atMost: 0n };
const unknown: Cost = { atLeast: 0n, atMost: null };

export function addCosts(a: Cost, b: Cost): Cost {
  const atMost = a.atMost === null || b.atMost === null ? null : a.atMost + b.atMost;
  return { atLeast: a.atLeast + b.atLeast, atMost };
}

/** What an answer cost. What its usage leaves open is at most what was asked for; with no price, or no bound, it is not known. */
export function costOf(usage: Usage, price: Price | null, bound: TokenBound | null): Cost {
  if (price === null) return unknown;
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = usage;
  // A service without a price of its own for cached tokens does not count them apart.
  const cacheRead = price.cacheRead === null ? (cacheReadTokens ?? 0) : cacheReadTokens;
  const cacheWrite = price.cacheWrite === null ? (cacheWriteTokens ?? 0) : cacheWriteTokens;
  if (isFree(price)) return nothing;
  const input = [inputTokens, cacheRead, cacheWrite];
  const sent = input.reduce<number>((sum, tokens) => sum + (tokens ?? 0), 0);
  const rates = ratesFor(price, sent);
  const said =
    amount(rates.input, inputTokens ?? 0) +
    amount(rates.cacheRead ?? rates.input, cacheRead ?? 0) +
    amount(rates.cacheWrite ?? rates.input, cacheWrite ?? 0) +
    amount(rates.output, outputTokens ?? 0);
  const atLeast = share(said, price.leastShare);
  if (input.every((tokens) => tokens !== null) && outputTokens !== null) return { atLeast, atMost: said };
  if (bound === null) return { atLeast, atMost: null };
  const most = { input: Math.max(sent, bound.input), output: outputTokens ?? bound.output };
  return { atLeast, atMost: worstCase(most, price) };
}

/** The most that a request can cost, whatever of it is cached. */
export function worstCase({ input, output }: TokenBound, price: Price): bigint {
  const all = price.longPrompt !== null && input > price.longPrompt.above ? [price, price.longPrompt] : [price];
  const costs = all.map(
    (rates) =>
      amount(Math.max(rates.input, rates.cacheRead ?? 0, rates.cacheWrite ?? 0), input) + amount(rates.output, output),
  );
  return costs.reduce((most, cost) => (cost > most ? cost : most), 0n);
}

const dollar = 1_000_000_000_000n;

/** For views and JSON, to the nearest number. */
export function toUsd(picodollars: bigint): number {
  return Number(picodollars) / Number(dollar);
}

/** Down to a millionth of a dollar: a limit is never more than what was said. */
export function fromUsd(usd: number): bigint {
  return BigInt(Math.floor(Number((usd * 1e6).toFixed(3)))) * (dollar / 1_000_000n);
}

/** A dollar for a million tokens is a million picodollars for one. */
function amount(rate: number, tokens: number): bigint {
  return BigInt(Math.round(rate * 1e6)) * BigInt(Math.max(0, Math.ceil(tokens)));
}

function share(cost: bigint, part: number): bigint {
  return (cost * BigInt(Math.round(part * 100))) / 100n;
}

function ratesFor(price: Price, inputTokens: number): Rates {
  return price.longPrompt !== null && inputTokens > price.longPrompt.above ? price.longPrompt : price;
}

function isFree({ input, output, cacheRead, cacheWrite, longPrompt }: Price): boolean {
  return longPrompt === null && [input, output, cacheRead, cacheWrite].every((rate) => rate === null || rate === 0);
}
