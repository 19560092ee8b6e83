import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeFileAtomically } from '../../../src/node/writeFileAtomically.ts';

type Files = Pick<FileHandle, 'write' | 'sync' | 'stat'>;

let folder = '';
let path = '';
let files: Files;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scenarist-atomic-'));
  path = join(folder, 'run.json');
  await writeFile(path, 'old');
  const some = await open(path, 'r');
  files = Object.getPrototypeOf(some) as Files;
  await some.close();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

const disk = (code: string) => Object.assign(new Error(`${code}: the disk of the test`), { code });
const taken = (bytesWritten: number) => ({ bytesWritten, buffer: '' });

describe('a file is the old one, to the last byte, where its disk', () => {
  const rows: readonly (readonly [what: string, breakIt: () => void, says: string])[] = [
    ['is full', () => vi.spyOn(files, 'write').mockRejectedValue(disk('ENOSPC')), 'ENOSPC'],
    ['takes no more, and no error', () => vi.spyOn(files, 'write').mockResolvedValue(taken(0)), 'and no more'],
    ['says that it took what it did not', () => vi.spyOn(files, 'write').mockResolvedValue(taken(9)), 'holds 0 of 9'],
    ['does not sync', () => vi.spyOn(files, 'sync').mockRejectedValue(disk('EIO')), 'EIO'],
  ];

  it.each(rows)('%s', async (_, breakIt, says) => {
    breakIt();
    await expect(writeFileAtomically(path, 'new whole')).rejects.toThrow(says);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['run.json']);
  });
});

it('a file is the new one, to the last byte, where its disk takes one byte at a time', async () => {
  const { write: whole } = files as { write: (...args: readonly unknown[]) => Promise<unknown> };
  vi.spyOn(files as { write: typeof whole }, 'write').mockImplementation(function (this: unknown, bytes, at, _, to) {
    return whole.call(this, bytes, at, 1, to);
  });
  await writeFileAtomically(path, 'new «whole»');
  expect(await readFile(path, 'utf8')).toBe('new «whole»');
});

it('nothing is left behind where the name is taken by a folder', async () => {
  await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
  await expect(writeFileAtomically(join(folder, 'taken'), 'new')).rejects.toThrow();
  expect((await readdir(folder)).sort()).toEqual(['run.json', 'taken']);
});
