import { describe, expect, it } from 'vitest';
import { allFaults } from '../../support/faultServer/allFaults.ts';
import { anthropicDialect } from '../../support/faultServer/anthropicDialect.ts';
import { chatDialect } from '../../support/faultServer/chatDialect.ts';
import { faultyRun } from '../../support/faultServer/faultyRun.ts';
import { stoppedRun } from '../../support/faultServer/stoppedRun.ts';

describe.each([anthropicDialect, chatDialect])('a service that fails, over $name', (dialect) => {
  it.each(allFaults)('$name: the books balance', async (fault) => {
    for (const seed of [1, 2, 3]) expect((await faultyRun(fault, seed, dialect)).problems).toEqual([]);
  });

  it('Stop closes every stream, sends nothing more, and keeps what had arrived without grading it', async () => {
    const run = await stoppedRun(50, dialect);
    expect(run).toMatchObject({ requestsAfter: 0, open: 0, gradedPartials: 0 });
    const kept = run.partials.filter((partial) => partial.length > 0);
    expect(kept.length).toBeGreaterThanOrEqual(50);
    for (const partial of kept)
      expect(partial).toMatchObject([{ type: 'text', text: expect.stringContaining('I have read') as string }]);
  });
});
