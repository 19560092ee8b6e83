import type { Price } from '../provider/price.ts';
import type { Estimate } from './estimate.ts';
import { centsUp, dollars } from './shown/numbers.ts';
import type { RunCost } from './views.ts';

/** «≈ $0.02–$1.40», «free», «cost not known: no price for lab/x». */
export function estimateWords({ costUsd, unpriced }: Estimate): string {
  if (costUsd === null) return `cost not known: no price for ${unpriced.join(', ')}`;
  const [low, high] = costUsd;
  return high === 0 ? 'free' : `≈ ${dollars(low)}–${dollars(high)}`;
}

/** «≈ 12,300 tokens in, at most 41,000 out». */
export function tokenWords({ inputTokens, outputTokens, isCounted }: Estimate): string {
  const number = (tokens: number): string => tokens.toLocaleString('en');
  return `${isCounted ? '' : '≈ '}${number(inputTokens)} tokens in, at most ${number(outputTokens)} out`;
}

/** What a run cost, in a sentence; empty for one that is free. */
export function runCostSentence({ spent: [atLeast, atMost], reserved, budget, needed }: RunCost): string {
  if (atMost === 0 && budget === null) return '';
  const spent =
    atMost === null
      ? `What it cost is not known${atLeast > 0 ? `; at least ${dollars(atLeast)}` : ''}`
      : atLeast === atMost
        ? `Spent ${dollars(atMost)}`
        : `Spent at most ${dollars(atMost)}, at least ${dollars(atLeast)}`;
  const parts = [
    budget === null ? spent : `${spent} of ${dollars(budget)}`,
    ...(reserved === null || reserved === 0 ? [] : [`${dollars(reserved)} reserved`]),
    ...(needed === null ? [] : [`to go on, the budget has to be at least ${dollars(centsUp(needed))}`]),
  ];
  return `${parts.join('; ')}.`;
}

/** «$4 in, $20 out for a million tokens (read on 2026-11-25 at https://…)». */
export function priceWords(price: Price | null): string {
  if (price === null) return 'Price: not known. The setting `scenarist.prices` can say it.';
  const { input, output, cacheRead, cacheWrite, longPrompt, note, source, read } = price;
  if (input === 0 && output === 0) return 'Price: free.';
  const cache = [
    ...(cacheRead === null ? [] : [`$${cacheRead} read from a cache`]),
    ...(cacheWrite === null ? [] : [`$${cacheWrite} written to one`]),
  ];
  const parts = [
    `Price for a million tokens: ${[`$${input} in`, `$${output} out`, ...cache].join(', ')}.`,
    ...(longPrompt === null
      ? []
      : [
          `With more than ${longPrompt.above.toLocaleString('en')} tokens in: $${longPrompt.input} in, $${longPrompt.output} out.`,
        ]),
    ...(note === null ? [] : [note]),
    source === null ? 'From your settings.' : `Read ${read === null ? '' : `on ${read} `}at ${source}.`,
  ];
  return parts.join(' ');
}
