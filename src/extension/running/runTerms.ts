import * as vscode from 'vscode';
import type { Prices } from '../../core/provider/price.ts';
import { unpricedSentence } from '../../core/run/spending/unpricedModels.ts';
import { UserError } from '../guard.ts';

/** The lower of two budgets; null is none. */
export function lowest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** A budget holds only where every price is known. */
export function requirePrices(models: readonly string[], prices: Prices): void {
  const sentence = unpricedSentence(models, prices);
  if (sentence === null) return;
  throw new UserError(`${sentence}: set scenarist.prices, or remove the budget.`, {
    title: 'Open Settings',
    command: 'workbench.action.openSettings',
    arguments: ['scenarist.prices'],
  });
}

/** The most requests under way at once. */
export function concurrency(): number {
  const value: unknown = vscode.workspace.getConfiguration('scenarist').get('concurrency');
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 200 ? value : 10;
}
