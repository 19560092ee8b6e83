import { fitsGlob } from '../text/glob.ts';
import { free, type Price, type Prices } from './price.ts';
import published from './prices.json' with { type: 'json' };
import { readPrices } from './readPrices.ts';

/** They run on this machine, from files. */
const freeProfiles: readonly string[] = ['scripted', 'replay'];

/** The published prices, under those that the user has set. */
export function createPrices(own: ReadonlyMap<string, Price> = new Map()): Prices {
  const tables = [own, readPrices(published).prices];
  return (reference) => {
    if (freeProfiles.includes(reference.slice(0, reference.indexOf('/')))) return free;
    for (const table of tables) {
      const price = find(table, reference) ?? find(table, withoutDate(reference));
      if (price !== null) return price;
    }
    return null;
  };
}

/** By the longest pattern that fits: it says the most about which model is meant. */
function find(table: ReadonlyMap<string, Price>, reference: string): Price | null {
  const exact = table.get(reference);
  if (exact !== undefined) return exact;
  let found: readonly [pattern: string, price: Price] | null = null;
  for (const [pattern, price] of table)
    if (fitsGlob(pattern, reference) && pattern.length > (found?.[0].length ?? -1)) found = [pattern, price];
  return found?.[1] ?? null;
}

/** A snapshot costs what its model costs. */
function withoutDate(reference: string): string {
  return reference.replace(/-20\d{2}-?\d{2}-?\d{2}$/, '');
}
