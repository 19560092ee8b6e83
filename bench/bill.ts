import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startPricedApi, type Bill, type PricedApiOptions, type Tariff } from '../test/support/pricedApi.ts';
import { answerText } from './answer.ts';
import { measureProcess } from './process.ts';
import type { Row } from './report.ts';

const examples = ['blackmail', 'espionage', 'lethal-action'];
const samples = 100;
const model = 'anthropic/claude-sonnet-5-5';

/** US dollars for a million tokens, as published for that model: reads at 0.1, writes at 1.25, batches at 0.5 times. */
const tariff: Tariff = { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5, batch: 0.5 };

/** Of that model, in tokens. */
const minimum = 1024;

/**
 * What a service would bill for the examples, by a simulation of its prices: it keeps a prefix from the first byte of an answer
 * on for five minutes, and works at sixteen requests of a batch at once. The bound is half of: what is shared at the price of
 * reading it, what is not at that of input, and the output.
 */
export async function benchBill(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const example of examples) {
    const plain = await billOf(example, { minimum: Infinity });
    const cached = await billOf(example, { minimum });
    const both = await billOf(example, { minimum, lanes: 16 }, ['--batch']);
    const { shared, own, output } = both;
    const bound = (tariff.batch * (shared * tariff.cacheRead + own * tariff.input + output * tariff.output)) / 1e6;
    const note = `${plain.requests} trials, of ${Math.round((shared + own) / both.requests)} tokens in and ${Math.round(output / both.requests)} out`;
    rows.push(
      { what: `${example}: plain`, value: plain.usd, unit: '$', atMost: null, note },
      { what: `${example}: cached`, value: cached.usd, unit: '$', atMost: null },
      { what: `${example}: cached and batched`, value: both.usd, unit: '$', atMost: null },
      {
        what: `${example}: of its bound`,
        value: both.usd / bound,
        unit: '×',
        atMost: 1.1,
        note: `$${bound.toFixed(3)}`,
      },
    );
  }
  return rows;
}

async function billOf(
  example: string,
  options: PricedApiOptions,
  args: readonly string[] = [],
): Promise<Readonly<Bill>> {
  const api = await startPricedApi({
    tariff,
    firstByteMs: 20,
    answer: () => ({ text: answerText }),
    record: false,
    ...options,
  });
  const folder = await mkdtemp(join(tmpdir(), 'scenarist-bench-'));
  try {
    await cp(resolve('examples', example), folder, { recursive: true });
    const file = `${example}.scenario.yaml`;
    const run = ['run', file, '--model', model, '--samples', String(samples), '--endpoint', `anthropic=${api.url}`];
    await measureProcess([resolve('dist/cli/scenarist.js'), ...run, ...args], {
      cwd: folder,
      env: { ANTHROPIC_API_KEY: 'not-a-key' },
      mayEndWith: 1,
    });
    return api.bill;
  } finally {
    await api.close();
    await rm(folder, { recursive: true, force: true });
  }
}
