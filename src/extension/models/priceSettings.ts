import * as vscode from 'vscode';
import type { Prices } from '../../core/provider/price.ts';
import { createPrices } from '../../core/provider/prices.ts';
import { readPrices } from '../../core/provider/readPrices.ts';
import type { Log } from '../../core/text/ports.ts';
import { WatchedSettings } from '../watchedSettings.ts';

const setting = 'scenarist.prices';

/** What models cost: as it was published, or as the user says. */
export type PriceSettings = WatchedSettings<Prices>;

/** What cannot be used is ignored, and the log says so. */
export function watchPrices(log: Log): PriceSettings {
  return new WatchedSettings([setting], () => {
    const { prices, ignored } = readPrices(vscode.workspace.getConfiguration().get(setting));
    for (const what of ignored) log.warn(`Setting ${setting}: ${what}. It is ignored, so that price is not known.`);
    return createPrices(prices);
  });
}
