import type { Prices } from '../../provider/price.ts';

/** Why a budget cannot hold, as a sentence; null where the price of every model that may be asked is known. */
export function unpricedSentence(models: readonly string[], prices: Prices): string | null {
  const unpriced = models.filter((model) => prices(model) === null);
  if (unpriced.length === 0) return null;
  const which = unpriced.length === 1 ? 'its price is' : 'their prices are';
  return `${unpriced.join(', ')}: ${which} not known, so no budget can hold`;
}
