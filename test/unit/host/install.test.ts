import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureInstalled, type Installation } from '../../host/install.ts';

/** Without packages npm needs no network. */
const nothing: Installation = { name: 'tool', version: '1', title: 'nothing', packages: [] };

describe('ensureInstalled', { timeout: 120_000 }, () => {
  let parent: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'scenarist-install-'));
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(parent, { recursive: true, force: true });
  });

  it('installs once, for callers at the same time and later', async () => {
    const finish = vi.fn((folder: string) => writeFile(join(folder, 'made'), ''));
    const folders = await Promise.all([
      ensureInstalled({ ...nothing, finish }, parent),
      ensureInstalled({ ...nothing, finish }, parent),
    ]);
    folders.push(await ensureInstalled({ ...nothing, finish }, parent));
    expect(finish).toHaveBeenCalledTimes(1);
    expect(new Set(folders)).toEqual(new Set([join(parent, 'tool-1')]));
    expect(await readdir(join(parent, 'tool-1'))).toContain('made');
    expect(await readdir(parent)).toEqual(['tool-1']);
  });

  it('keeps nothing of an install that failed, says what to do, and can be repeated', async () => {
    const broken = ensureInstalled(
      { ...nothing, packages: [], finish: () => Promise.reject(new Error('disk full')) },
      parent,
    );
    await expect(broken).rejects.toThrow(/disk full[\s\S]*npm ping/);
    expect(await readdir(parent)).toEqual([]);
    await ensureInstalled(nothing, parent);
    expect(await readdir(parent)).toEqual(['tool-1']);
  });

  it('removes what an interrupted install has left', async () => {
    // No process has such an id.
    await mkdir(join(parent, 'tool-1.partial-999999999'));
    await ensureInstalled(nothing, parent);
    expect(await readdir(parent)).toEqual(['tool-1']);
  });
});
