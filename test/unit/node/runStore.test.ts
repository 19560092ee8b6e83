import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManifest } from '../../../src/core/run/createManifest.ts';
import type { RunManifest } from '../../../src/core/run/manifest.ts';
import { planTrials } from '../../../src/core/trial/trials.ts';
import { openRunStore } from '../../../src/node/runStore.ts';
import { sha256 } from '../../../src/node/sha256.ts';
import { conditionOf, modelUse } from '../../support/runs.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'scenarist-runs-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

function manifestOf(second: number, parts: { readonly id?: string; readonly path?: string } = {}): RunManifest {
  const { id = 'inbox', path = 'a.scenario.yaml' } = parts;
  return createManifest({
    createdAt: `2026-11-23T12:00:${String(second).padStart(2, '0')}.000Z`,
    scenarist: '0.1.0',
    scenario: { path, id, title: id, text: '', files: [] },
    plan: planTrials({
      conditions: [conditionOf('none')],
      models: [modelUse('scripted/demo')],
      samples: 1,
      sources: new Map(),
      hash: sha256,
    }),
    sources: new Map(),
    labelOf: () => null,
    budget: { usd: null, prices: [] },
    hash: sha256,
  });
}

/** Makes runs that have ended, the first one first. */
async function ended(...manifests: readonly RunManifest[]): Promise<void> {
  for (const manifest of manifests) {
    const { journal, release } = await openRunStore(root).create(manifest);
    await journal.append({ type: 'end', reason: 'finished', at: 0 });
    await journal.close();
    await release();
  }
}

describe('a run on disk', () => {
  it('has its manifest, its journal, and nothing else when it has ended', async () => {
    const manifest = manifestOf(1);
    await ended(manifest);
    const stored = await openRunStore(root).open(manifest.run);
    expect(stored.manifest).toEqual(manifest);
    expect(await stored.isLive()).toBe(false);
    expect((await readdir(stored.folder)).sort()).toEqual(['journal.jsonl', 'run.json']);
    expect(await readFile(join(root, '.scenarist/.gitignore'), 'utf8')).toBe('*\n');
    await stored.journal.close();
  });

  it('is live as long as its process works on it', async () => {
    const manifest = manifestOf(1);
    const { journal, release } = await openRunStore(root).create(manifest);
    const during = await openRunStore(root).open(manifest.run);
    expect(await during.isLive()).toBe(true);
    await expect(during.journal.append({ type: 'end', reason: 'finished', at: 0 })).rejects.toThrow('reading only');
    await release();
    const after = await openRunStore(root).open(manifest.run);
    expect(await after.isLive()).toBe(false);
    await Promise.all([journal.close(), during.journal.close(), after.journal.close()]);
  });

  it.each([
    ['a process that is gone', '{"pid": 4194305, "started": "1"}'],
    ['a number that another process has now', `{"pid": ${process.pid}, "started": "1"}`],
    ['nobody', ''],
  ])('is not live when its lock is of %s', async (_name, lock) => {
    const manifest = manifestOf(1);
    await ended(manifest);
    await writeFile(join(root, '.scenarist/runs', manifest.run, 'lock.1'), lock);
    const stored = await openRunStore(root).open(manifest.run);
    expect(await stored.isLive()).toBe(false);
    await stored.journal.close();
  });

  it('is made once', async () => {
    await ended(manifestOf(1));
    await expect(openRunStore(root).create(manifestOf(1))).rejects.toThrow('EEXIST');
  });

  it("leaves a .gitignore of one's own alone", async () => {
    await mkdir(join(root, '.scenarist'));
    await writeFile(join(root, '.scenarist/.gitignore'), '# kept\n');
    await ended(manifestOf(1));
    expect(await readFile(join(root, '.scenarist/.gitignore'), 'utf8')).toBe('# kept\n');
  });

  it.each(['../../secret', 'a/b', '..', ''])('is never looked for at «%s»', async (run) => {
    await expect(openRunStore(root).open(run)).rejects.toThrow('is not the name of a run');
  });

  it('is refused when its manifest is of another version', async () => {
    const manifest = manifestOf(1);
    await ended(manifest);
    await writeFile(
      join(root, '.scenarist/runs', manifest.run, 'run.json'),
      JSON.stringify({ ...manifest, version: 2 }),
    );
    await expect(openRunStore(root).open(manifest.run)).rejects.toThrow('is not a run of this version');
  });
});

describe('finding runs', () => {
  it('lists them newest first, and nothing that is no run', async () => {
    const manifests = [manifestOf(1), manifestOf(2, { id: 'other' }), manifestOf(3)];
    await ended(...manifests);
    await mkdir(join(root, '.scenarist/runs/notes'));
    expect(await openRunStore(root).list()).toEqual(manifests.map(({ run }) => run).reverse());
  });

  it('finds none where nothing was run', async () => {
    expect(await openRunStore(root).list()).toEqual([]);
    expect(await openRunStore(root).findLast({ id: 'inbox', path: 'a.scenario.yaml' })).toBeNull();
  });

  it('finds the last run of a file, and of no other with the same id', async () => {
    await writeFile(join(root, 'b.scenario.yaml'), '');
    const [first, last, copy] = [manifestOf(1), manifestOf(2), manifestOf(3, { path: 'b.scenario.yaml' })];
    await ended(first, last, copy, manifestOf(4, { id: 'other' }));
    const store = openRunStore(root);
    expect(await store.findLast({ id: 'inbox', path: 'a.scenario.yaml' })).toBe(last.run);
    expect(await store.findLast({ id: 'inbox', path: 'b.scenario.yaml' })).toBe(copy.run);
    expect(await store.findLast({ id: 'inbox', path: 'c.scenario.yaml' })).toBe(last.run);
    await writeFile(join(root, 'a.scenario.yaml'), '');
    expect(await store.findLast({ id: 'inbox', path: 'c.scenario.yaml' })).toBeNull();
  });

  it('passes over a run whose manifest cannot be read', async () => {
    await ended(manifestOf(1), manifestOf(2));
    await writeFile(join(root, '.scenarist/runs', manifestOf(2).run, 'run.json'), '{');
    expect(await openRunStore(root).findLast({ id: 'inbox', path: 'a.scenario.yaml' })).toBe(manifestOf(1).run);
  });
});
