import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Harness } from './harness.ts';
import { fixtures, runFixture } from './states.ts';
import { retriedTranscript } from './transcripts.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
});
afterAll(() => harness.stop());

const one = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();

describe.each([300, 1200])('what happened to the requests, %i px wide', (width) => {
  it('is told of each attempt of a trial, and which may have been billed', async () => {
    const panel = await harness.open({ fixture: fixtures.ambiguous, width });
    expect(await panel.locator('.run-header').textContent()).toContain('1 ambiguous');
    panel.extension.transcript = retriedTranscript;
    await panel.press('j');
    const list = panel.locator('.attempts');
    expect(await list.locator('summary').textContent()).toBe('4 attempts, 1 ambiguous');
    await list.locator('summary').click();
    const rows = (await list.locator('li').allTextContents()).map(one);
    expect(rows).toEqual([
      'overloaded status 529 took 0.1 s request req_011CSHoEeqs5C35K2UUqR7Fy The service is overloaded (529).',
      'no answer in time ambiguous sent 1.4 s after the first took 60 s No word came for 60 s; the answer may have been billed.',
      'answered sent 63 s after the first took 8.4 s request req_2',
      'too many requests judge of leak status 429 sent 72 s after the first took 0.1 s Too many requests (429).',
    ]);
    await panel.close();
  });

  it('is not told where the first attempt was answered', async () => {
    const panel = await harness.open({ fixture: fixtures.finished, width });
    await panel.press('j');
    await panel.locator('.transcript .verdict').first().waitFor();
    expect(await panel.locator('.attempts').count()).toBe(0);
    expect(await panel.locator('.run-header').textContent()).not.toContain('ambiguous');
    await panel.close();
  });
});

describe.each([300, 1200])('a run that was left before its end, %i px wide', (width) => {
  it.each(['stopped', 'outOfBudget', 'brokenOff'] as const)('%s: says so, and offers to resume it', async (name) => {
    const panel = await harness.open({ fixture: fixtures[name], width });
    const resume = panel.page.getByRole('button', { name: /^Resume \(\d+ of \d+ left\)$/ });
    expect(await panel.locator('.notices').textContent()).toContain('This run was left before its end');
    await resume.click();
    expect(await panel.requests()).toEqual([{ type: 'resume' }]);
    await panel.close();
  });

  it('has no such button while it goes on, when it is finished, and where another window runs it', async () => {
    const { stopped } = fixtures;
    const foreign =
      stopped.state.kind === 'run' ? { ...stopped, state: { ...stopped.state, readOnly: 'held' as const } } : stopped;
    for (const fixture of [fixtures.running, runFixture(), foreign]) {
      const panel = await harness.open({ fixture, width });
      expect(await panel.page.getByRole('button', { name: /^Resume/ }).count()).toBe(0);
      await panel.close();
    }
  });
});
