import { allFaults } from '../support/faultServer/allFaults.ts';
import type { Dialect } from '../support/faultServer/dialect.ts';
import { faultyRun } from '../support/faultServer/faultyRun.ts';
import type { Soaked } from './soaked.ts';

const seeds = 25;

/** Every kind of fault, with every seed. */
export async function soakFaults(dialect: Dialect): Promise<Soaked> {
  const problems: string[] = [];
  const sum = { posts: 0, faults: 0, completed: 0 };
  for (const fault of allFaults) {
    for (let seed = 1; seed <= seeds; seed++) {
      const run = await faultyRun(fault, seed, dialect);
      sum.posts += run.posts;
      sum.faults += run.faults;
      sum.completed += run.completed;
      problems.push(...run.problems.map((problem) => `${fault.name}, seed ${seed}: ${problem}`));
    }
  }
  const says = `${allFaults.length} kinds × ${seeds} seeds over ${dialect.name}: ${sum.posts} POSTs, ${sum.faults} faults, ${sum.completed} trials completed`;
  return { says, problems };
}
