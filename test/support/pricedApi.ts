/**
 * A Messages API with batches that writes a bill: it keeps prefixes that are marked, as the service says it does, and counts
 * a quarter of a character's length as a token. It fails as it is told.
 */
import type { LoopbackRequest } from './loopbackApi.ts';
import { startMessagesApi, type ApiAnswer, type MessagesApi } from './messagesApi.ts';
import type { MessageParts } from './messagesApiEvents.ts';

/** US dollars for a million tokens, as a service would have them. */
export interface Tariff {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly batch: number;
}

export type BatchStep = 'create' | 'status' | 'results' | 'list' | 'cancel';

/** What goes wrong with one request about a batch: `lost` is done, and its answer never comes. */
export type BatchFault = 'lost' | { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

/** One line of the results. */
export interface ResultLine {
  readonly custom_id: string;
  readonly result: { readonly type: string; readonly [key: string]: unknown };
}

export interface PricedApiOptions {
  readonly answer?: (params: MessageRequest) => Pick<MessageParts, 'text'>;
  readonly tariff?: Tariff;
  /** The least tokens of a prefix that is kept, and how many milliseconds it is kept after its last use. */
  readonly minimum?: number;
  readonly keptMs?: number;
  /** Until a single answer begins: only then is its prefix kept. */
  readonly firstByteMs?: number;
  /** How many of a batch are under way at once. */
  readonly lanes?: number;
  /** How often a batch is asked about before it has ended. */
  readonly polls?: number;
  readonly fault?: (step: BatchStep, count: number) => BatchFault | null;
  /** The lines of the results as they are sent. */
  readonly results?: (lines: readonly ResultLine[], batch: number) => readonly (ResultLine | string)[];
  readonly resultsUrl?: (url: string) => string;
  /** Off for long runs: then `requests` stays empty. */
  readonly record?: boolean;
}

export interface MessageRequest {
  readonly model: string;
  readonly system?: string;
  readonly messages: readonly {
    readonly content: readonly { readonly text?: string; readonly cache_control?: object }[];
  }[];
}

interface Item {
  readonly custom_id: string;
  readonly params: MessageRequest & { readonly stream?: boolean };
}

interface Batch {
  readonly id: string;
  readonly items: readonly Item[];
  readonly createdAt: number;
  lines: readonly ResultLine[] | null;
  polls: number;
  cancelled: boolean;
}

/** Sums of tokens by what they cost, and the dollars that they come to. */
export interface Bill {
  usd: number;
  requests: number;
  shared: number;
  own: number;
  output: number;
}

export interface PricedApi extends MessagesApi {
  readonly bill: Readonly<Bill>;
  readonly batches: readonly Readonly<Batch>[];
  /** All batches end, however often they have been asked about. */
  endBatches(): void;
}

const plain: Tariff = { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5, batch: 0.5 };
const charactersPerToken = 4;

export async function startPricedApi(options: PricedApiOptions = {}): Promise<PricedApi> {
  const service = new Service(options);
  const api = await startMessagesApi({ answer: (request) => service.answer(request), record: options.record ?? true });
  return { ...api, bill: service.bill, batches: service.batches, endBatches: () => void (service.isOver = true) };
}

class Service {
  readonly bill: Bill = { usd: 0, requests: 0, shared: 0, own: 0, output: 0 };
  readonly batches: Batch[] = [];
  isOver = false;
  private readonly options: PricedApiOptions;
  private readonly kept = new Map<string, { from: number; until: number }>();
  private readonly counts = new Map<BatchStep, number>();

  constructor(options: PricedApiOptions) {
    this.options = options;
  }

  async answer({ method, path, body, headers }: LoopbackRequest): Promise<ApiAnswer> {
    const [, id, action] = /^\/v1\/messages\/batches\/([^/?]+)(?:\/(\w+))?/.exec(path) ?? [];
    if (path === '/v1/messages') return this.single(body as MessageRequest);
    if (path === '/v1/messages/count_tokens')
      return { status: 200, body: { input_tokens: tokensOf(JSON.stringify(body)) } };
    const step = stepOf(method, id, action);
    const count = (this.counts.get(step) ?? 0) + 1;
    this.counts.set(step, count);
    const fault = this.options.fault?.(step, count) ?? null;
    if (fault !== null && fault !== 'lost') return { ...fault, body: refusal('api_error', 'told to fail') };
    const batch = this.batches.find((each) => each.id === id);
    const origin = `http://${headers.host ?? ''}`;
    const answer = this.about(step, { body, path, batch, origin });
    return fault === 'lost' ? { silence: 'reset' } : answer;
  }

  private async single(params: MessageRequest): Promise<ApiAnswer> {
    const { firstByteMs = 0 } = this.options;
    const text = this.options.answer?.(params).text ?? 'All done.';
    const usage = this.charge(params, text, { now: Date.now(), firstByteMs, rate: 1 });
    if (firstByteMs > 0) await new Promise((resolve) => setTimeout(resolve, firstByteMs));
    return { message: { text, ...usage } };
  }

  private about(
    step: BatchStep,
    {
      body,
      path,
      batch,
      origin,
    }: { readonly body: unknown; readonly path: string; readonly batch: Batch | undefined; readonly origin: string },
  ): ApiAnswer {
    if (step === 'create') return this.create(body as { readonly requests: readonly Item[] }, origin);
    if (step === 'list') return this.list(path, origin);
    if (batch === undefined) return { status: 404, body: refusal('not_found_error', 'there is no such batch') };
    if (step === 'cancel') batch.cancelled = true;
    if (step !== 'results') {
      if (step === 'status') batch.polls++;
      if (this.isOver || batch.cancelled || batch.polls > (this.options.polls ?? 0)) this.process(batch);
      return { status: 200, body: this.statusOf(batch, origin) };
    }
    const lines = this.options.results?.(batch.lines ?? [], this.batches.indexOf(batch)) ?? batch.lines ?? [];
    const written = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    return { status: 200, body: `${written.join('\n')}\n` };
  }

  private create({ requests }: { readonly requests: readonly Item[] }, origin: string): ApiAnswer {
    const ids = requests.map(({ custom_id }) => custom_id);
    const isBad = ids.some((id) => !/^[a-zA-Z0-9_-]{1,64}$/.test(id)) || new Set(ids).size < ids.length;
    if (isBad || ids.length === 0 || ids.length > 100_000)
      return { status: 400, body: refusal('invalid_request_error', 'the ids of the requests are wrong') };
    const id = `msgbatch_${this.batches.length + 1}`;
    const batch: Batch = { id, items: requests, createdAt: Date.now(), lines: null, polls: 0, cancelled: false };
    this.batches.push(batch);
    return { status: 200, body: this.statusOf(batch, origin) };
  }

  private list(path: string, origin: string): ApiAnswer {
    const after = new URL(path, origin).searchParams.get('after_id');
    const newest = [...this.batches].reverse();
    const from = after === null ? 0 : newest.findIndex(({ id }) => id === after) + 1;
    const page = newest.slice(from, from + 2);
    const body = { data: page.map((batch) => this.statusOf(batch, origin)), has_more: from + 2 < newest.length };
    return { status: 200, body };
  }

  /** In order, so many at once: what one of them has written is there for those that begin after its first byte. */
  private process(batch: Batch): void {
    if (batch.lines !== null) return;
    const { lanes = 4, firstByteMs = 0 } = this.options;
    batch.lines = batch.items.map(({ custom_id, params }, index): ResultLine => {
      if (batch.cancelled) return { custom_id, result: { type: 'canceled' } };
      const now = Date.now() + Math.floor(index / lanes) * (firstByteMs + 1);
      const text = this.options.answer?.(params).text ?? 'All done.';
      const usage = this.charge(params, text, { now, firstByteMs, rate: this.tariff.batch });
      const message = {
        type: 'message',
        model: params.model,
        content: [{ type: 'text', text }],
        stop_reason: 'end_turn',
        usage: {
          input_tokens: usage.inputTokens,
          output_tokens: usage.outputTokens,
          cache_read_input_tokens: usage.cacheReadTokens,
          cache_creation_input_tokens: usage.cacheWriteTokens,
        },
      };
      return { custom_id, result: { type: 'succeeded', message } };
    });
  }

  private statusOf({ id, items, createdAt, lines, cancelled }: Batch, origin: string): object {
    const results = `${origin}/v1/messages/batches/${id}/results`;
    const ended = lines !== null;
    const { length } = items;
    return {
      id,
      type: 'message_batch',
      processing_status: ended ? 'ended' : cancelled ? 'canceling' : 'in_progress',
      request_counts: {
        processing: ended ? 0 : length,
        succeeded: ended && !cancelled ? length : 0,
        errored: 0,
        canceled: ended && cancelled ? length : 0,
        expired: 0,
      },
      created_at: new Date(createdAt).toISOString(),
      results_url: ended ? (this.options.resultsUrl?.(results) ?? results) : null,
    };
  }

  private get tariff(): Tariff {
    return this.options.tariff ?? plain;
  }

  private charge(
    { model, system = '', messages }: MessageRequest,
    text: string,
    { now, firstByteMs, rate }: { readonly now: number; readonly firstByteMs: number; readonly rate: number },
  ) {
    const { minimum = 1024, keptMs = 300_000 } = this.options;
    const blocks = messages.flatMap(({ content }) => content);
    const marked = blocks.findIndex(({ cache_control: mark }) => mark !== undefined);
    const prefix = [model, system, ...blocks.slice(0, marked + 1).map((block) => block.text ?? '')].join('\0');
    const all = tokensOf(system, ...blocks.map((block) => block.text ?? ''));
    const shared = marked < 0 ? 0 : tokensOf(system, ...blocks.slice(0, marked + 1).map((block) => block.text ?? ''));
    const isKept = shared >= minimum && marked >= 0;
    const entry = this.kept.get(prefix);
    const isRead = isKept && entry !== undefined && entry.from <= now && now < entry.until;
    if (isKept)
      this.kept.set(prefix, { from: isRead ? entry.from : now + firstByteMs, until: now + firstByteMs + keptMs });
    const usage = {
      inputTokens: isKept ? all - shared : all,
      outputTokens: tokensOf(text),
      cacheReadTokens: isRead ? shared : 0,
      cacheWriteTokens: isKept && !isRead ? shared : 0,
    };
    const { input, output, cacheRead, cacheWrite } = this.tariff;
    const millionths =
      usage.inputTokens * input +
      usage.outputTokens * output +
      usage.cacheReadTokens * cacheRead +
      usage.cacheWriteTokens * cacheWrite;
    this.bill.usd += (rate * millionths) / 1e6;
    this.bill.requests++;
    this.bill.shared += isKept ? shared : 0;
    this.bill.own += usage.inputTokens;
    this.bill.output += usage.outputTokens;
    return usage;
  }
}

function stepOf(method: string, id: string | undefined, action: string | undefined): BatchStep {
  if (id === undefined) return method === 'POST' ? 'create' : 'list';
  return action === 'results' ? 'results' : action === 'cancel' ? 'cancel' : 'status';
}

function tokensOf(...texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / charactersPerToken);
}

function refusal(type: string, message: string): object {
  return { type: 'error', error: { type, message } };
}
