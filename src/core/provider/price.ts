/** US dollars for a million tokens of each kind. */
export interface Rates {
  readonly input: number;
  readonly output: number;
  /** Null: the service has no price of its own for it, and bills input. */
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
}

/** What a model costs, as it was published. */
export interface Price extends Rates {
  /** The rates of a whole request that sends more than `above` tokens; null: the length makes no difference. */
  readonly longPrompt: (Rates & { readonly above: number }) | null;
  /** What a batch costs beside single requests; null: not known, or there are none. */
  readonly batch: number | null;
  /** The least share of these rates that may be billed: below 1 where it depends on the hour or the day. */
  readonly leastShare: number;
  /** Where the rates were read, and the day; null for rates that the user has set. */
  readonly source: string | null;
  readonly read: string | null;
  readonly note: string | null;
}

/** The price of a model by its reference (`profile/name`); null where it is not known, which never means zero. */
export type Prices = (reference: string) => Price | null;

export const free: Price = {
  input: 0,
  output: 0,
  cacheRead: null,
  cacheWrite: null,
  longPrompt: null,
  batch: null,
  leastShare: 1,
  source: null,
  read: null,
  note: null,
};

/** What the same costs in a batch. Where that is not known it may be anything up to the price of a single request. */
export function batchPrice(price: Price): Price {
  const { batch, longPrompt } = price;
  if (batch === null) return { ...price, leastShare: 0 };
  return {
    ...price,
    ...scaled(price, batch),
    longPrompt: longPrompt && { ...longPrompt, ...scaled(longPrompt, batch) },
  };
}

function scaled({ input, output, cacheRead, cacheWrite }: Rates, by: number): Rates {
  const scale = (rate: number | null): number | null => (rate === null ? null : rate * by);
  return { input: input * by, output: output * by, cacheRead: scale(cacheRead), cacheWrite: scale(cacheWrite) };
}
