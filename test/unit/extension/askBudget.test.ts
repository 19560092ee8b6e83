import { expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { askLargerBudget, askSharedBudget } from '../../../src/extension/running/askBudget.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).vscode);

/** What the box says of each text, and what is asked; the last text is given. */
async function typing<Value>(ask: () => Promise<Value>, ...texts: readonly string[]) {
  const says: unknown[] = [];
  let prompt = '';
  vi.spyOn(vscode.window, 'showInputBox').mockImplementationOnce(async (options) => {
    prompt = options?.prompt ?? '';
    for (const text of texts) says.push(await options?.validateInput?.(text));
    return texts.at(-1);
  });
  return { budget: await ask(), says, prompt };
}

test('the budget under which a run goes on is at least what it takes, and what was spent is told', async () => {
  const cost = { spent: [0.42, 0.42], reserved: 0, budget: 0.5, needed: 0.604 } as const;
  const wrong = 'An amount of at least $0.61.';
  expect(await typing(() => askLargerBudget(cost), '', 'much', '0.60', '0.61')).toEqual({
    budget: 0.61,
    says: [wrong, wrong, wrong, null],
    prompt:
      'Spent $0.42 of $0.50; to go on, the budget has to be at least $0.61. In US dollars, with what was spent before.',
  });
  await expect(typing(() => askLargerBudget(cost))).rejects.toBeInstanceOf(vscode.CancellationError);
});

test('the budget of several runs may be left open', async () => {
  const wrong = 'An amount above 0, such as 5 or 0.50.';
  const asked = await typing(() => askSharedBudget('Run 2 scenarios'), '0', '-1', 'x', '$5', '');
  expect(asked).toMatchObject({ budget: null, says: [wrong, wrong, wrong, null, null] });
});
