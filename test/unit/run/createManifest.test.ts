import { describe, expect, it } from 'vitest';
import { createManifest } from '../../../src/core/run/createManifest.ts';
import { validateManifest } from '../../../src/core/run/generated/validateManifest.js';
import { planTrials } from '../../../src/core/trial/trials.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { conditionOf, modelUse } from '../../support/runs.ts';

function manifestAt(createdAt: string, id = 'inbox') {
  const conditions = [conditionOf('none'), { ...conditionOf('high'), same: [{ threat: 'higher' }] }];
  const plan = planTrials({
    conditions,
    models: [modelUse('scripted/demo')],
    samples: 5,
    sources: new Map(),
    hash: sha256,
  });
  return createManifest({
    createdAt,
    scenarist: '0.1.0',
    scenario: {
      path: 'a.scenario.yaml',
      id,
      title: 'An inbox',
      text: 'scenarist: 1',
      files: [{ path: 'a.txt', text: 'Hello.' }],
    },
    plan,
    sources: new Map([['scripted/demo', 'model: demo']]),
    labelOf: () => 'scripted, not a model',
    budget: { usd: 20, prices: [] },
    hash: sha256,
  });
}

describe('a manifest', () => {
  it('is what its schema says, and comes back from disk as it was', () => {
    const manifest = manifestAt('2026-11-23T18:02:11.123Z');
    expect(validateManifest(JSON.parse(JSON.stringify(manifest)))).toEqual([]);
    expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest);
  });

  it('holds what was planned', () => {
    expect(manifestAt('2026-11-23T18:02:11.123Z')).toMatchObject({
      planned: 10,
      samples: 5,
      sources: [{ model: 'scripted/demo', text: 'model: demo' }],
      models: [{ model: 'scripted/demo', parameters: { maxTokens: 100 }, label: 'scripted, not a model' }],
      conditions: [
        { id: 'c-none', system: 'Threat: none.', messages: [{ role: 'user', content: 'Process the inbox.' }] },
        { id: 'c-high', same: [{ threat: 'higher' }] },
      ],
      scenario: {
        sha256: sha256('scenarist: 1'),
        files: [{ path: 'a.txt', sha256: sha256('Hello.'), text: 'Hello.' }],
      },
    });
  });

  it('has a name that sorts by time, says whose run it is, and is a folder on every system', () => {
    const names = ['2026-11-23T18:02:11.123Z', '2026-11-23T18:02:11.124Z', '2026-11-24T00:00:00.000Z'].map(
      (at) => manifestAt(at).run,
    );
    expect([...names].sort()).toEqual(names);
    for (const name of names) expect(name).toMatch(/^[\w-]+$/);
    expect(manifestAt('2026-11-23T18:02:11.123Z', 'other').run.slice(0, -8)).toBe(names[0]?.slice(0, -8));
    expect(manifestAt('2026-11-23T18:02:11.123Z', 'other').run).not.toBe(names[0]);
  });
});
