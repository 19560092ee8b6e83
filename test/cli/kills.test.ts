/** A process that is killed, and a disk that fails, at any moment: what was acknowledged is kept, and nothing is bought again. */
import { expect, it } from 'vitest';
import { findFaults, outcomeOf } from '../support/killing/findFaults.ts';
import { chooseFault, killedRun } from '../support/killing/killedRun.ts';

it('ends as a run that nobody disturbed, after 20 kills', async () => {
  const undisturbed = outcomeOf(await killedRun(0, 0));
  let kills = 0;
  for (let seed = 1; kills < 20; seed++) {
    const run = await killedRun(seed, Math.min(5, 20 - kills));
    kills += run.kills.length;
    const told = `seed ${seed}: ${JSON.stringify(run.kills)}`;
    expect(findFaults(run), told).toEqual([]);
    expect(outcomeOf(run), told).toEqual(undisturbed);
  }
}, 300_000);

it('stops at a disk that fails, says so, and goes on where it was when there is room again', async () => {
  const undisturbed = outcomeOf(await killedRun(0, 0));
  let faults = 0;
  for (const seed of [1, 2]) {
    const run = await killedRun(seed, 3, chooseFault);
    expect(findFaults(run), JSON.stringify(run.kills)).toEqual([]);
    expect(outcomeOf(run)).toEqual(undisturbed);
    faults += run.kills.length;
    run.kills.forEach(({ how }, index) => {
      expect(run.said[index]).toContain(how);
      expect(run.said[index]).not.toMatch(/^\s+at /m);
    });
  }
  expect(faults).toBe(6);
}, 120_000);
