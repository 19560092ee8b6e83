import type { Batches, BatchItem, BatchStatus } from '../../core/provider/provider.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import { isObject, type JsonObject } from '../../core/text/json.ts';
import type { Signal } from '../../core/text/ports.ts';
import type { Timeouts } from '../http/deadlines.ts';
import { parseJson, tokenCount } from '../http/eventData.ts';
import { exchange, redactor, type ExchangeOptions } from '../http/exchange.ts';
import { readLines } from '../http/readLines.ts';
import { MalformedStream } from '../http/streamErrors.ts';
import { readBatchResult } from './batchResult.ts';
import type { Client } from './client.ts';
import { prepareRequest, type BatchBody } from './requestBody.ts';

export interface BatchesOptions {
  readonly baseUrl: string;
  readonly load: () => Promise<Client>;
  readonly exchangeOptions: (signal: Signal) => ExchangeOptions;
}

/**
 * The service takes 100,000 requests and 256 MB at once («Batch processing», platform.claude.com/docs, November 2026). Fewer
 * are sent, so that less has to be held at once, and results come earlier.
 */
const most = { requests: 10_000, bytes: 64_000_000 };

/** A body of that size has to be sent before an answer can come; and results are read as fast as they are graded. */
const patience: Timeouts = { firstByteMs: 300_000, idleMs: 600_000, totalMs: 6 * 3_600_000 };

const path = '/v1/messages/batches';

/** The Message Batches API. */
export function createBatches({ baseUrl, load, exchangeOptions }: BatchesOptions): Batches {
  const patiently = (signal: Signal): ExchangeOptions => ({ ...exchangeOptions(signal), timeouts: patience });
  const get = async <Value>(from: string, read: (body: JsonObject) => Value, signal: Signal): Promise<Value> => {
    const client = await load();
    return exchange(
      (aborted) => client.get(from, aborted),
      async (response) => read(await bodyOf(response)),
      exchangeOptions(signal),
    );
  };
  const batchPath = (id: string): string => `${path}/${encodeURIComponent(id)}`;

  return {
    most,
    size: (item) => JSON.stringify(requestOf(item)).length * 2,
    async create(items, signal) {
      const { createBatch } = await load();
      return exchange(
        (aborted) => createBatch({ requests: items.map(requestOf) }, aborted),
        async (response) => readStatus(await bodyOf(response)).id,
        patiently(signal),
      );
    },
    status: (id, signal) => get(batchPath(id), readStatus, signal),
    async results(id, take, signal) {
      const address = await get(batchPath(id), (body) => resultsAddress(body, baseUrl), signal);
      const client = await load();
      const redact = redactor(exchangeOptions(signal).apiKey);
      await exchange(
        (aborted) => client.get(address, aborted),
        async (response, deadlines) => {
          for await (const line of readLines(response)) {
            const answer = readBatchResult(line, redact);
            if (answer !== null && !(await take(answer))) return;
            deadlines.progress();
          }
        },
        patiently(signal),
      );
    },
    async list(since, signal) {
      const found: BatchStatus[] = [];
      let after = '';
      for (;;) {
        const page = await get(`${path}?limit=100${after}`, readPage, signal);
        found.push(...page.batches.filter(({ createdAt }) => createdAt >= since));
        const isLast = !page.hasMore || page.batches.some(({ createdAt }) => createdAt < since);
        const last = page.batches.at(-1);
        if (isLast || last === undefined) return found;
        after = `&after_id=${encodeURIComponent(last.id)}`;
      }
    },
    async cancel(id, signal) {
      const { cancelBatch } = await load();
      await exchange((aborted) => cancelBatch(id, aborted), bodyOf, exchangeOptions(signal));
    },
  };
}

function requestOf({ id, request, sharesPrefix }: BatchItem): BatchBody['requests'][number] {
  return { custom_id: id, params: { ...prepareRequest(request, sharesPrefix).body, stream: false } };
}

async function bodyOf(response: Response): Promise<JsonObject> {
  const body = parseJson(await response.text());
  if (isObject(body)) return body as JsonObject;
  throw new MalformedStream('what the service says of a batch is not a JSON object');
}

function readStatus(body: JsonObject): BatchStatus {
  const { id, created_at: created, processing_status: status, request_counts: counts } = body;
  const createdAt = typeof created === 'string' ? Date.parse(created) : Number.NaN;
  if (typeof id !== 'string' || id === '' || typeof status !== 'string' || Number.isNaN(createdAt))
    throw new MalformedStream('what the service says of a batch has no id, time or state');
  const numbers = isObject(counts) ? Object.values(counts).map(tokenCount) : [];
  const requests = numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0);
  return { id, createdAt, requests, hasEnded: status === 'ended' };
}

function readPage(body: JsonObject): { readonly batches: readonly BatchStatus[]; readonly hasMore: boolean } {
  const { data, has_more: hasMore } = body;
  if (!Array.isArray(data)) throw new MalformedStream('a list of batches is none');
  return {
    batches: data.map((each) => readStatus(isObject(each) ? (each as JsonObject) : {})),
    hasMore: hasMore === true,
  };
}

/** Where the results are: on the same origin, because the key goes along. */
function resultsAddress({ results_url: url }: JsonObject, baseUrl: string): string {
  if (typeof url !== 'string' || !URL.canParse(url))
    throw new MalformedStream('a batch has ended and names no results');
  if (new URL(url).origin === new URL(baseUrl).origin) return url;
  throw new ProviderError(
    'redirect',
    'The service names another address for the results of a batch, which is not followed: the key would go along.',
  );
}
