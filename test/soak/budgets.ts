import { toUsd } from '../../src/core/provider/cost.ts';
import { budgetRun } from '../support/budgetRun.ts';
import type { Soaked } from './soaked.ts';

const runs = 500;

/** Runs under a budget while answers fail, are lost or do not say what they cost: none may cost more than it. */
export async function soakBudgets(): Promise<Soaked> {
  const problems: string[] = [];
  let [posts, ended, overshoot] = [0, 0, 0n];
  for (let seed = 1; seed <= runs; seed++) {
    const run = await budgetRun(seed);
    const { atLeast, atMost } = run.state.books.money.spent;
    posts += run.posts;
    if (run.state.end === 'out-of-budget') ended++;
    if (run.billed > run.limit) {
      if (run.billed - run.limit > overshoot) overshoot = run.billed - run.limit;
      problems.push(`seed ${seed}: ${toUsd(run.billed - run.limit)} US dollars above the budget`);
    }
    if (atMost === null || atLeast > run.billed || atMost < run.billed)
      problems.push(`seed ${seed}: the journal does not hold what the server billed`);
  }
  const says = `${runs} runs under a budget, ${ended} of them ended by it, ${posts} POSTs: overshoot ${toUsd(overshoot)} US dollars at most`;
  return { says, problems };
}
