import { createPrices } from '../../core/provider/prices.ts';
import type { Prices } from '../../core/provider/price.ts';
import { readPrices } from '../../core/provider/readPrices.ts';
import { UsageError } from '../exitCode.ts';
import { readNamedFile } from './files.ts';

/** The published prices, under those of a file where one is named. Throws `UsageError` for what in it cannot be used. */
export async function readPriceFile(path: string | undefined): Promise<Prices> {
  if (path === undefined) return createPrices();
  const { prices, ignored } = readPrices(parse(await readNamedFile(path), path));
  if (ignored.length > 0) throw new UsageError(`--prices ${path}: ${ignored.join('; ')}`);
  return createPrices(prices);
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--prices ${path}: it is not JSON`);
  }
}
