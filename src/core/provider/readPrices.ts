import { isObject } from '../text/json.ts';
import type { Price, Rates } from './price.ts';

/** A table of prices as it can be used, and what in it could not, in words for its author. */
export interface ReadPrices {
  readonly prices: ReadonlyMap<string, Price>;
  readonly ignored: readonly string[];
}

const rateKeys = ['input', 'output', 'cacheRead', 'cacheWrite'] as const satisfies readonly (keyof Rates)[];
const priceKeys: readonly string[] = [...rateKeys, 'longPrompt', 'batch', 'leastShare', 'source', 'read', 'note'];
const longPromptKeys: readonly string[] = [...rateKeys, 'above'];

/** Sums are exact to a millionth of a dollar for a million tokens. */
const mostDecimals = 6;

class Unusable extends Error {}

/**
 * Reads `{"profile/name": {input, output, …}}`, where a `*` in a name stands for any characters and the rates are US dollars
 * for a million tokens. An entry that is not of this form is left out: a price that was mistyped is not known.
 */
export function readPrices(table: unknown): ReadPrices {
  const prices = new Map<string, Price>();
  if (table === undefined) return { prices, ignored: [] };
  if (!isObject(table)) return { prices, ignored: ['it is no map of models'] };
  const ignored: string[] = [];
  for (const [pattern, entry] of Object.entries(table)) {
    try {
      if (!/^[^/*]+\/./.test(pattern)) throw new Unusable('the model must be written profile/name');
      prices.set(pattern, readPrice(entry));
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      ignored.push(`${pattern}: ${error.message}`);
    }
  }
  return { prices, ignored };
}

function readPrice(entry: unknown): Price {
  const fields = fieldsOf(entry, priceKeys);
  return {
    ...readRates(fields),
    longPrompt: fields['longPrompt'] === undefined ? null : readLongPrompt(fields['longPrompt']),
    batch: fields['batch'] === undefined ? null : share('batch', fields['batch']),
    leastShare: fields['leastShare'] === undefined ? 1 : share('leastShare', fields['leastShare']),
    source: words('source', fields['source']),
    read: words('read', fields['read']),
    note: words('note', fields['note']),
  };
}

function readLongPrompt(entry: unknown): Price['longPrompt'] {
  const fields = fieldsOf(entry, longPromptKeys);
  const { above } = fields;
  if (typeof above !== 'number' || !Number.isSafeInteger(above) || above < 1)
    throw new Unusable('`longPrompt.above` must be a whole number of tokens');
  return { ...readRates(fields), above };
}

function readRates(fields: Readonly<Record<string, unknown>>): Rates {
  const optional = (key: keyof Rates): number | null => (fields[key] === undefined ? null : rate(key, fields[key]));
  return {
    input: rate('input', fields['input']),
    output: rate('output', fields['output']),
    cacheRead: optional('cacheRead'),
    cacheWrite: optional('cacheWrite'),
  };
}

function fieldsOf(entry: unknown, keys: readonly string[]): Readonly<Record<string, unknown>> {
  if (!isObject(entry)) throw new Unusable('a price is a map with `input` and `output`');
  const strange = Object.keys(entry).find((key) => !keys.includes(key));
  if (strange !== undefined) throw new Unusable(`there is no \`${strange}\`; there are ${keys.join(', ')}`);
  return entry;
}

function rate(key: string, value: unknown): number {
  const isRate = typeof value === 'number' && value >= 0 && value <= 1e6;
  if (!isRate) throw new Unusable(`\`${key}\` must be US dollars for a million tokens, from 0`);
  if (Number(value.toFixed(mostDecimals)) !== value)
    throw new Unusable(`\`${key}\` may have at most ${mostDecimals} decimals`);
  return value;
}

function share(key: string, value: unknown): number {
  if (typeof value === 'number' && value > 0 && value <= 1 && Number(value.toFixed(2)) === value) return value;
  throw new Unusable(`\`${key}\` must be a share from 0.01 to 1, in hundredths`);
}

function words(key: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string') throw new Unusable(`\`${key}\` must be a text`);
  return value;
}
