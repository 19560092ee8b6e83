import * as vscode from 'vscode';
import { runCostSentence } from '../../core/view/costWords.ts';
import { centsUp, dollars } from '../../core/view/shown/numbers.ts';
import type { RunCost } from '../../core/view/views.ts';

/** The most that several runs may cost together, in US dollars; null: none is set for all of them. Rejects where it is left. */
export async function askSharedBudget(title: string): Promise<number | null> {
  const budget = await askDollars({
    title,
    prompt: 'The most that all of them may cost together, in US dollars. Empty: only the budget of each file holds.',
    placeHolder: '5',
    check: (usd) => (usd === undefined ? 'An amount above 0, such as 5 or 0.50.' : null),
  });
  return budget ?? null;
}

/** The budget under which a run goes on that has used up its own, in US dollars. Rejects where it is left. */
export async function askLargerBudget(cost: RunCost): Promise<number> {
  const least = centsUp(cost.needed ?? cost.budget ?? 0);
  const says = `An amount of at least ${dollars(least)}.`;
  const budget = await askDollars({
    title: 'The run is out of budget. Under which one does it go on?',
    prompt: `${runCostSentence(cost)} In US dollars, with what was spent before.`,
    placeHolder: String(least),
    check: (usd) => (usd === undefined || usd === null || usd < least ? says : null),
  });
  return budget ?? least;
}

interface DollarQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeHolder: string;
  /** What is wrong with it: null of an empty answer, undefined of what is no amount. */
  readonly check: (usd: number | null | undefined) => string | null;
}

async function askDollars({ check, ...question }: DollarQuestion): Promise<number | null | undefined> {
  const typed = await vscode.window.showInputBox({
    ...question,
    ignoreFocusOut: true,
    validateInput: (value) => check(readDollars(value)),
  });
  if (typed === undefined) throw new vscode.CancellationError();
  return readDollars(typed);
}

/** Null for none; undefined for what is no amount. */
function readDollars(typed: string): number | null | undefined {
  if (typed.trim() === '') return null;
  const usd = Number(typed.trim().replace(/^\$/, ''));
  return Number.isFinite(usd) && usd > 0 && usd <= 1e6 ? usd : undefined;
}
