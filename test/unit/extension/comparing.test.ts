import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as vscode from 'vscode';
import { chooseComparison, readTarget } from '../../../src/extension/results/chooseComparison.ts';
import { openStoredRun, type RunSession } from '../../../src/node/runSession.ts';
import { sharedTranscripts } from '../../../src/node/sharedTranscripts.ts';
import { answerOf, fakeProvider, memoryLog } from '../../support/runs.ts';
import { scenarioText } from '../../support/scenarios.ts';
import { finish, startSession } from '../../support/sessions.ts';
import { world } from './fakeVscode.ts';

vi.mock('vscode', async () => (await import('./fakeVscode.ts')).vscode);

const text = scenarioText(
  'factors: {threat: {baseline: none, levels: {none: no threat, high: a threat}}}\nsystem: "Here is {{threat}}."\nrun: {samples: 2, max_tokens: 64, models: [lab/a, lab/b]}',
);
let root = '';
let scenario: vscode.Uri;
/** The second has what the first bought; the third bought all anew. */
let runs: readonly RunSession[] = [];

async function ran(fresh: boolean): Promise<RunSession> {
  let asked = 0;
  const provider = fakeProvider(() => ({ ...answerOf('Done.'), requestId: `request-${++asked}-${String(fresh)}` }));
  const session = await startSession({ root, text, provider, samples: 2, fresh });
  await finish(session);
  const stored = await openStoredRun({ root, run: session.manifest.run, log: memoryLog() });
  if (stored === null) throw new Error('the run cannot be read');
  return stored;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'scenarist-compare-'));
  scenario = vscode.Uri.file(join(root, 'a.scenario.yaml'));
  runs = [await ran(false), await ran(false), await ran(true)];
});
afterAll(async () => {
  for (const run of runs) await run.close();
  await rm(root, { recursive: true, force: true });
});

async function chosen(...picks: readonly string[]) {
  world.picks = [...picks];
  const second = runs[1];
  if (second === undefined) throw new Error('there is no run');
  const { first, second: other } = await chooseComparison(scenario, second);
  return [first, other];
}

const nameOf = (index: number): string => runs[index]?.manifest.run ?? '';

describe('«Compare…»', () => {
  it('compares with another run, the earlier one first', async () => {
    const whole = { model: null, condition: null };
    // The newest of the others, which is a later one.
    expect(await chosen('With another run', '')).toEqual([
      { run: nameOf(1), ...whole },
      { run: nameOf(2), ...whole },
    ]);
  });

  it('compares two models, or two conditions', async () => {
    const run = nameOf(1);
    expect(await chosen('Two models', 'lab/b', 'lab/a')).toEqual([
      { run, model: 'lab/b', condition: null },
      { run, model: 'lab/a', condition: null },
    ]);
    const [none, high] = runs[1]?.manifest.conditions.map(({ id }) => id) ?? [];
    expect(await chosen('Two conditions', 'none', 'high')).toEqual([
      { run, model: null, condition: none },
      { run, model: null, condition: high },
    ]);
  });

  it('is cancelled where nothing is chosen', async () => {
    await expect(chosen()).rejects.toThrow(vscode.CancellationError);
    await expect(chosen('Two models', 'lab/b')).rejects.toThrow(vscode.CancellationError);
  });

  it.each([
    [undefined, { uri: undefined, run: null, first: null, second: null }],
    ['x', { uri: undefined, run: null, first: null, second: null }],
    [
      { uri: 'file:///a', run: 'r', first: { run: 'r', model: 'm' }, second: { run: 1 } },
      { uri: 'file:///a', run: 'r', first: { run: 'r', model: 'm', condition: null }, second: null },
    ],
  ])('reads its arguments: %j', (value, expected) => expect(readTarget(value)).toEqual(expected));
});

describe('the transcripts that two runs share', () => {
  it('are those that were reused, and none of two draws that say the same', async () => {
    const [first, second, third] = runs;
    if (first === undefined || second === undefined || third === undefined) throw new Error('there are no runs');
    expect((await sharedTranscripts(first, second)).size).toBe(8);
    expect((await sharedTranscripts(first, third)).size).toBe(0);
  });
});
