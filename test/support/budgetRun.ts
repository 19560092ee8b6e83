import { costOf, toUsd } from '../../src/core/provider/cost.ts';
import type { Price } from '../../src/core/provider/price.ts';
import type { ModelRequest, ModelResponse } from '../../src/core/provider/provider.ts';
import { ProviderError } from '../../src/core/provider/providerError.ts';
import type { Usage } from '../../src/core/transcript/transcript.ts';
import type { RunState } from '../../src/core/run/state/runState.ts';
import { seededRandom } from '../../src/core/trial/random.ts';
import { priceOf } from './prices.ts';
import { answerOf, fakeProvider, judgedClassifier, leakClassifier, testRun } from './runs.ts';

export interface BudgetRun {
  readonly state: RunState;
  readonly limit: bigint;
  /** What the server billed, by its own book, in picodollars. */
  readonly billed: bigint;
  readonly posts: number;
}

const prices: ReadonlyMap<string, Price> = new Map([
  ['fake/a', priceOf({ input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 })],
  ['fake/b', priceOf({ input: 0.075, output: 0.6, cacheRead: 0.003 })],
  ['fake/judge', priceOf({ input: 1, output: 5, longPrompt: { ...priceOf({ input: 2, output: 7 }), above: 1500 } })],
]);

/**
 * A run under a budget against a server that fails, loses answers after it has billed them, forgets to say what it billed and
 * answers in any order. All of it follows from the seed.
 */
export async function budgetRun(seed: number): Promise<BudgetRun> {
  const random = seededRandom(seed);
  const whole = (most: number): number => Math.floor(random() * (most + 1));
  const faults = random() * 0.6;
  let billed = 0n;
  const bill = (request: ModelRequest): Usage => {
    const usage = usageOf(request, whole);
    billed += costOf(usage, prices.get(`fake/${request.model}`) ?? null, null).atMost ?? 0n;
    return usage;
  };
  const provider = fakeProvider(async (request) => {
    for (let turn = whole(6); turn > 0; turn--) await new Promise(setImmediate);
    if (random() >= faults) return answered(bill(request), request);
    switch (whole(5)) {
      case 0:
        throw new ProviderError('rate_limited', 'too many', { status: 429, retryAfterMs: whole(5000) });
      case 1:
        throw new ProviderError('server', 'failed', { status: 500 });
      case 2:
        throw new ProviderError('network', 'reset before the answer', { ambiguous: true });
      case 3:
        bill(request);
        throw new ProviderError('timeout', 'lost after it was billed', { ambiguous: true });
      case 4:
        bill(request);
        throw new Error('a bug of ours while the answer was read');
      default:
        return answered({ ...bill(request), outputTokens: null }, request);
    }
  });
  const limit = BigInt(1 + whole(300)) * 1_000_000_000n;
  const run = testRun({
    provider,
    models: ['fake/a', 'fake/b'].slice(0, 1 + whole(1)),
    samples: 1 + whole(8),
    concurrency: 1 + whole(7),
    classifiers: [leakClassifier, judgedClassifier],
    budget: { prices: (reference) => prices.get(reference) ?? null, limit, spent: 0n },
    manifestBudget: {
      usd: toUsd(limit),
      prices: [...prices].map(([model, price]) => ({ model, price })),
    },
  });
  const state = await run.run();
  return { state, limit, billed, posts: provider.requests.length };
}

/** What the server counts: never more tokens than bytes of text, and none beyond `max_tokens`. */
function usageOf({ system, messages, parameters }: ModelRequest, whole: (most: number) => number): Usage {
  const bytes = new TextEncoder().encode((system ?? '') + JSON.stringify(messages.map(({ blocks }) => blocks))).length;
  const input = whole(bytes);
  const cached = whole(input);
  return {
    inputTokens: input - cached,
    cacheReadTokens: cached,
    cacheWriteTokens: 0,
    outputTokens: whole(parameters.maxTokens),
  };
}

function answered(usage: Usage, { forcedTool }: ModelRequest): ModelResponse {
  const input = { label: 'none', reason: 'It did not.', evidence: [] };
  const answer = answerOf('All done.');
  if (forcedTool === null) return { ...answer, usage };
  return { ...answer, usage, stop: 'tool_use', blocks: [{ type: 'call', id: 'c', tool: forcedTool.name, input }] };
}
