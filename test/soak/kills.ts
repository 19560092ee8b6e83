/** 200 kills of the built CLI at moments that seeds decide, and disks that fail; test/cli/kills.test.ts has 20 of them. */
import { execFile } from 'node:child_process';
import { promisify, isDeepStrictEqual } from 'node:util';
import { findFaults, outcomeOf } from '../support/killing/findFaults.ts';
import { chooseFault, killedRun, type KilledRun } from '../support/killing/killedRun.ts';
import type { Soaked } from './soaked.ts';

const enough = 200;

export async function soakKills(): Promise<Soaked> {
  await promisify(execFile)(process.execPath, ['esbuild.js', '--only', 'cli']);
  const undisturbed = outcomeOf(await killedRun(0, 0));
  const problems: string[] = [];
  const counts = { runs: 0, kills: 0, torn: 0, faults: 0, lost: 0 };
  const check = (seed: number, run: KilledRun): void => {
    counts.runs++;
    counts.lost += run.inFlight.size;
    problems.push(...findFaults(run).map((fault) => `seed ${seed}: ${fault}`));
    if (!isDeepStrictEqual(outcomeOf(run), undisturbed)) problems.push(`seed ${seed}: another result`);
  };
  for (let seed = 1000; counts.kills < enough; seed++) {
    const run = await killedRun(seed, Math.min(5, enough - counts.kills));
    counts.kills += run.kills.length;
    counts.torn += run.kills.filter(({ how }) => how === 'within').length;
    check(seed, run);
  }
  for (let seed = 0; seed < 10; seed++) {
    const run = await killedRun(seed, 3, chooseFault);
    counts.faults += run.kills.length;
    check(seed, run);
  }
  const { runs, kills, torn, faults, lost } = counts;
  return {
    says: `${kills} kills, ${torn} of them within a write, and ${faults} failures of the disk in ${runs} runs; ${lost} calls in flight, all listed`,
    problems,
  };
}
