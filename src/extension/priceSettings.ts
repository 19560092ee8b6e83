import * as vscode from 'vscode';
import type { Prices } from '../core/provider/price.ts';
import { createPrices } from '../core/provider/prices.ts';
import { readPrices } from '../core/provider/readPrices.ts';
import type { Log } from '../core/text/ports.ts';

const setting = 'scenarist.prices';

/** What models cost: as it was published, or as the user says. What cannot be used is ignored, and the log says so. */
export class PriceSettings implements vscode.Disposable {
  private readonly log: Log;
  private readonly didChange = new vscode.EventEmitter<void>();
  private readonly listener: vscode.Disposable;
  private prices: Prices;
  readonly onDidChange = this.didChange.event;

  constructor(log: Log) {
    this.log = log;
    this.prices = this.read();
    this.listener = vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration(setting)) return;
      this.prices = this.read();
      this.didChange.fire();
    });
  }

  get current(): Prices {
    return this.prices;
  }

  dispose(): void {
    this.listener.dispose();
    this.didChange.dispose();
  }

  private read(): Prices {
    const { prices, ignored } = readPrices(vscode.workspace.getConfiguration().get(setting));
    for (const what of ignored)
      this.log.warn(`Setting ${setting}: ${what}. It is ignored, so that price is not known.`);
    return createPrices(prices);
  }
}
